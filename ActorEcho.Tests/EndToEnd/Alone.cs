namespace ActorEcho.Tests.EndToEnd;

/// <summary>Tests that nothing may run beside, because they count what the whole process holds.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
