namespace Akka.Pattern;

/// <summary>Says when a back-off supervisor forgets how often it has restarted its child.</summary>
public interface IBackoffReset
{
}

/// <summary>Only on <see cref="BackoffSupervisor.Reset"/>.</summary>
internal sealed class ManualReset : IBackoffReset
{
    public static readonly ManualReset Instance = new();
}

/// <summary>When the child has run for a while.</summary>
/// <param name="resetBackoff">How long it must run without being restarted.</param>
internal sealed class AutoReset(TimeSpan resetBackoff) : IBackoffReset
{
    public TimeSpan ResetBackoff { get; } = resetBackoff;
}
