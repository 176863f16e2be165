using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Lets whoever has the actor system find the assertions of the test that runs on it.</summary>
public class TestKitAssertionsProvider : IExtension
{
    /// <summary>Holds the assertions.</summary>
    /// <param name="assertions">The assertions.</param>
    public TestKitAssertionsProvider(ITestKitAssertions assertions) => Assertions = assertions;

    /// <summary>The assertions of the test.</summary>
    public ITestKitAssertions Assertions { get; }
}

/// <summary>Registers the <see cref="TestKitAssertionsProvider"/> with an actor system.</summary>
public class TestKitAssertionsExtension : ExtensionIdProvider<TestKitAssertionsProvider>
{
    private readonly ITestKitAssertions _assertions;

    /// <summary>Provides the assertions given.</summary>
    /// <param name="assertions">The assertions.</param>
    public TestKitAssertionsExtension(ITestKitAssertions assertions) => _assertions = assertions;

    /// <inheritdoc/>
    public override TestKitAssertionsProvider CreateExtension(ExtendedActorSystem system) => new(_assertions);

    /// <summary>The assertions of the test that runs on the system.</summary>
    /// <param name="system">The system of a test kit.</param>
    public static TestKitAssertionsProvider For(ActorSystem system) =>
        system.GetExtension<TestKitAssertionsProvider>()
        ?? throw new InvalidOperationException($"System {system.Name} is not the system of a test kit.");
}
