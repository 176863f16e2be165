using Akka.Actor;

namespace Akka.IO;

/// <summary>An input/output driver: an extension whose <see cref="Manager"/> takes the driver's commands.</summary>
public abstract class IOExtension : IExtension
{
    /// <summary>The actor that takes this driver's commands.</summary>
    public abstract IActorRef Manager { get; }
}
