namespace Akka.TestKit;

/// <summary>
/// Marks a test class in which a <c>Tell</c> without a sender has none. Without it the test actor is the sender of whatever the
/// test's own code sends.
/// </summary>
public interface INoImplicitSender;
