using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A configuration is missing, malformed or holds a value that cannot be used.</summary>
public class ConfigurationException : AkkaException
{
    /// <summary>Reports a fault.</summary>
    /// <param name="message">What is wrong, where, and what to do about it.</param>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Reports a fault with its cause.</summary>
    /// <param name="message">What is wrong, where, and what to do about it.</param>
    /// <param name="exception">The failure behind it, if any.</param>
    public ConfigurationException(string message, Exception? exception)
        : base(message, exception)
    {
    }

    /// <summary>The exception for a component that was given no configuration.</summary>
    /// <typeparam name="T">The component.</typeparam>
    /// <param name="path">The path that should have held the configuration, if known.</param>
    /// <returns>An exception to throw.</returns>
    public static ConfigurationException NullOrEmptyConfig<T>(string? path = null) =>
        string.IsNullOrWhiteSpace(path)
            ? new ConfigurationException($"Failed to instantiate {typeof(T).Name}: Configuration is null or empty.")
            : new ConfigurationException(
                $"Failed to instantiate {typeof(T).Name}: Configuration does not contain `{path}` node");
}
