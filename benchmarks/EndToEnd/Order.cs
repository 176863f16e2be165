using System.Globalization;

namespace ActorEcho.EndToEnd;

/// <summary>What one process of a server is told at its start.</summary>
/// <param name="Programs">The programs there are.</param>
/// <param name="Service">What it has to speak.</param>
/// <param name="Port">Where it has to listen, on this machine.</param>
/// <param name="Database">The way to the cluster's database; empty where there is none.</param>
internal sealed record Order(Programs Programs, Service Service, int Port, string Database = "")
{
    /// <summary>Where its configuration lies, if it has one.</summary>
    public string ConfigurationFile => Path.Combine(Programs.Directory, $"{PortText}.conf");

    public string PortText => Port.ToString(CultureInfo.InvariantCulture);
}
