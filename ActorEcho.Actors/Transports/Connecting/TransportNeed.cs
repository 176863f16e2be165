namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>A value that a transport connects with: one it cannot do without, one it can, or one it has a default for.</summary>
public sealed class TransportNeed
{
    private TransportNeed(EndpointValue value, bool isRequired, object? defaultValue)
    {
        Value = value;
        IsRequired = isRequired;
        DefaultValue = defaultValue;
    }

    /// <summary>What is needed.</summary>
    public EndpointValue Value { get; }

    /// <summary>Whether the transport cannot be tried without it.</summary>
    public bool IsRequired { get; }

    internal object? DefaultValue { get; }

    /// <summary>Without this value the transport is not tried.</summary>
    /// <param name="value">What is needed.</param>
    /// <returns>The need.</returns>
    public static TransportNeed Required(EndpointValue value) => new(value, isRequired: true, defaultValue: null);

    /// <summary>The transport makes use of this value when it is known.</summary>
    /// <param name="value">What is made use of.</param>
    /// <returns>The need.</returns>
    public static TransportNeed Optional(EndpointValue value) => new(value, isRequired: false, defaultValue: null);

    /// <summary>The transport takes a value of its own when none is known.</summary>
    /// <param name="value">What is needed.</param>
    /// <param name="defaultValue">Taken when the value is not known.</param>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <returns>The need.</returns>
    public static TransportNeed WithDefault<T>(EndpointValue<T> value, T defaultValue)
        where T : notnull => new(value, isRequired: false, defaultValue);
}
