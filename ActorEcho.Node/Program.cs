Console.WriteLine("ActorEcho");
