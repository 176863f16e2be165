using Akka.Configuration.Hocon;

namespace ActorEcho.Actors.Settings;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Origin">Where it was written: file, line and column, <c>--set</c> or an environment variable.</param>
/// <param name="Path">The setting's path; empty when the text as a whole is meant.</param>
/// <param name="Text">What was found, and what is allowed.</param>
public sealed record SettingsProblem(HoconOrigin Origin, string Path, string Text)
{
    /// <summary>The problem on one line: origin, path, text.</summary>
    /// <returns>For example <c>hocon.conf:12:7: actor-echo.listeners.echo.backlog: found "many"; allowed: …</c>.</returns>
    public override string ToString() => Path.Length == 0 ? $"{Origin}: {Text}" : $"{Origin}: {Path}: {Text}";
}
