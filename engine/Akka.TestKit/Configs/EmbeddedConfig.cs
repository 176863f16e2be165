using Akka.Configuration;

namespace Akka.TestKit.Configs;

/// <summary>Reads the configuration files that lie in this assembly.</summary>
internal static class EmbeddedConfig
{
    public static Config Load(string fileName)
    {
        var resource = $"Akka.TestKit.Configs.{fileName}";
        using var stream = typeof(EmbeddedConfig).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"Akka.TestKit was built without its embedded resource [{resource}].");
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
