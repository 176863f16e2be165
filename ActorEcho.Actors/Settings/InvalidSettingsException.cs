using System.Collections.Immutable;

namespace ActorEcho.Actors.Settings;

/// <summary>The configuration cannot be used; every problem that was found is listed.</summary>
public sealed class InvalidSettingsException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="problems">At least one problem.</param>
    public InvalidSettingsException(IEnumerable<SettingsProblem> problems)
        : this([.. problems])
    {
    }

    private InvalidSettingsException(ImmutableArray<SettingsProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>The problems, in the order of the settings.</summary>
    public ImmutableArray<SettingsProblem> Problems { get; }
}
