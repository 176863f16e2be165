using Akka.Actor;

namespace Akka.TestKit;

/// <summary>
/// Answers messages in the place of a test actor the moment they arrive; they can still be expected afterwards. Install one with
/// <see cref="TestKitBase.SetAutoPilot"/>.
/// </summary>
public abstract class AutoPilot
{
    /// <summary>Returned by <see cref="Run"/>: the same pilot takes the next message, too.</summary>
    public static KeepRunning KeepRunning => KeepRunning.Instance;

    /// <summary>Returned by <see cref="Run"/>: from the next message on there is no pilot.</summary>
    public static NoAutoPilot NoAutoPilot => NoAutoPilot.Instance;

    /// <summary>Handles a message; runs on the sender's thread, one message at a time.</summary>
    /// <param name="sender">Who sent the message.</param>
    /// <param name="message">The message.</param>
    /// <returns>The pilot for the next message.</returns>
    public abstract AutoPilot Run(IActorRef sender, object message);
}

/// <summary>What an <see cref="AutoPilot"/> does, as a function.</summary>
/// <param name="sender">Who sent the message.</param>
/// <param name="message">The message.</param>
/// <returns>The pilot for the next message.</returns>
public delegate AutoPilot AutoPilotDelegate(IActorRef sender, object message);
