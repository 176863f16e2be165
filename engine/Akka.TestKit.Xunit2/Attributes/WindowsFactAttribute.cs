using Xunit;

namespace Akka.TestKit.Xunit2.Attributes;

/// <summary>A fact that can be skipped where the system is not Windows.</summary>
public class WindowsFactAttribute : FactAttribute
{
    private string? _skip;

    /// <inheritdoc/>
    public override string? Skip
    {
        get => OperatingSystem.IsWindows() ? _skip : SkipUnix ?? _skip;
        set => _skip = value;
    }

    /// <summary>Why it is skipped elsewhere; null not to skip it.</summary>
    public string? SkipUnix { get; set; }
}
