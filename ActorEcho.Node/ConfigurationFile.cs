namespace ActorEcho.Node;

/// <summary>Finds the configuration file.</summary>
internal static class ConfigurationFile
{
    private const string DefaultName = "hocon.conf";

    /// <summary>The file that was named, or hocon.conf in the working directory, or else the one beside the executable.</summary>
    /// <param name="named">The file that was named on the command line, if any.</param>
    /// <returns>The path to read; whether it is there shows when it is read.</returns>
    public static string Locate(string? named)
    {
        if (named is not null)
        {
            return named;
        }

        var besideExecutable = Path.Combine(AppContext.BaseDirectory, DefaultName);
        return !File.Exists(DefaultName) && File.Exists(besideExecutable) ? besideExecutable : DefaultName;
    }
}
