using System.Collections.Immutable;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>What is known of where a client wants to go. Immutable.</summary>
public sealed class EndpointValues
{
    private readonly ImmutableDictionary<EndpointValue, object> _values;

    private EndpointValues(ImmutableDictionary<EndpointValue, object> values) => _values = values;

    /// <summary>Nothing is known.</summary>
    public static EndpointValues Empty { get; } = new(ImmutableDictionary<EndpointValue, object>.Empty);

    /// <summary>What is known.</summary>
    public IEnumerable<EndpointValue> Known => _values.Keys;

    /// <summary>These values and one more; what was known under the key before is replaced.</summary>
    /// <param name="key">What it is.</param>
    /// <param name="value">Its value.</param>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <returns>The larger set; this one stays as it is.</returns>
    public EndpointValues With<T>(EndpointValue<T> key, T value)
        where T : notnull => new(_values.SetItem(key, value));

    /// <summary>Whether a value is known.</summary>
    /// <param name="key">Which.</param>
    /// <returns>Whether it is.</returns>
    public bool Knows(EndpointValue key) => _values.ContainsKey(key);

    /// <summary>A value that a transport has declared as required or with a default.</summary>
    /// <param name="key">Which.</param>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <returns>The value.</returns>
    /// <exception cref="KeyNotFoundException">It is not known.</exception>
    public T Get<T>(EndpointValue<T> key)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(key);
        return _values.TryGetValue(key, out var value)
            ? (T)value
            : throw new KeyNotFoundException($"The endpoint has no {key.Name}; a transport can count on what it declares as required or with a default.");
    }

    /// <summary>A value that a transport has declared as optional.</summary>
    /// <param name="key">Which.</param>
    /// <param name="value">The value, when it is known.</param>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <returns>Whether it is known.</returns>
    public bool TryGet<T>(EndpointValue<T> key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
        where T : notnull
    {
        var known = _values.TryGetValue(key, out var found);
        value = known ? (T)found! : default;
        return known;
    }

    internal EndpointValues With(EndpointValue key, object value) => new(_values.SetItem(key, value));
}
