using ActorEcho.Node;

return await NodeCommandLine.RunAsync(args);
