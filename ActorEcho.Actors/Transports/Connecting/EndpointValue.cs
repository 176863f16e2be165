namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>
/// Something that can be known of where a client wants to go: a host, a port, how TLS is to be checked. A key into
/// <see cref="EndpointValues"/>; two keys are the same only when they are one object.
/// </summary>
public abstract class EndpointValue
{
    private protected EndpointValue(string name) => Name = name;

    /// <summary>What it is called in errors, such as <c>port</c>.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>An <see cref="EndpointValue"/> of a known type.</summary>
/// <param name="name">What it is called in errors.</param>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class EndpointValue<T>(string name) : EndpointValue(name)
    where T : notnull;
