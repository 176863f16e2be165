namespace ActorEcho.Actors.Clients.Load;

/// <summary>What the parts of a chat load agree on.</summary>
/// <param name="Run">Tells this run's messages from others.</param>
/// <param name="Senders">How many members send.</param>
/// <param name="Hearers">How many members hear each message: all but its sender.</param>
/// <param name="Depth">Messages under way for each sender where there is no rate.</param>
/// <param name="MessagesPerSecond">Of all senders together; 0 for as many as the depth lets through.</param>
/// <param name="TextBytes">The size of a message's text.</param>
internal sealed record ChatLoadPlan(long Run, int Senders, int Hearers, int Depth, int MessagesPerSecond, int TextBytes);
