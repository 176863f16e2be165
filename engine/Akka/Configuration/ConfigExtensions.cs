using System.Diagnostics.CodeAnalysis;

namespace Akka.Configuration;

/// <summary>Operations on a <see cref="Config"/> that may be missing.</summary>
public static class ConfigExtensions
{
    /// <summary>Whether there is no configuration, or an empty one.</summary>
    /// <param name="config">The configuration.</param>
    /// <returns><see langword="true"/> when nothing can be read from it.</returns>
    public static bool IsNullOrEmpty([NotNullWhen(false)] this Config? config) => config is null || config.IsEmpty;

    /// <summary>Lays a configuration over a fallback where either may be missing.</summary>
    /// <param name="config">The configuration that wins.</param>
    /// <param name="fallback">The configuration that gives what the first has not.</param>
    /// <returns>Whichever of the two is there, or both merged; <see cref="Config.Empty"/> when neither is.</returns>
    public static Config SafeWithFallback(this Config? config, Config? fallback)
    {
        if (config.IsNullOrEmpty())
            return fallback ?? Config.Empty;
        return fallback.IsNullOrEmpty() || ReferenceEquals(config, fallback) ? config : config.WithFallback(fallback);
    }
}
