using System.Text;
using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>Which dead letters are logged (<c>akka.log-dead-letters</c> and its neighbours). What is null is left as it is.</summary>
public class DeadLetterOptions
{
    /// <summary>Whether all, none or the first <see cref="LogCount"/> are logged.</summary>
    public TriStateValue ShouldLog { get; set; } = TriStateValue.All;

    /// <summary>How many, for <see cref="TriStateValue.Some"/>; at least 1.</summary>
    public int? LogCount { get; set; }

    /// <summary>Whether dead letters are also logged while the system shuts down.</summary>
    public bool? LogDuringShutdown { get; set; }

    /// <summary>How long logging pauses after <see cref="LogCount"/>; negative: for ever.</summary>
    public TimeSpan? LogSuspendDuration { get; set; }

    /// <summary>The settings as HOCON.</summary>
    /// <returns>HOCON, one setting a line.</returns>
    /// <exception cref="ConfigurationException"><see cref="LogCount"/> is missing or below 1 where it is needed.</exception>
    public override string ToString()
    {
        var count = ShouldLog switch
        {
            TriStateValue.None => "off",
            TriStateValue.All => "on",
            _ => LogCount is > 0
                ? LogCount.ToHocon()
                : throw new ConfigurationException(
                    $"{nameof(LogCount)} must be at least 1 when {nameof(ShouldLog)} is {nameof(TriStateValue.Some)}; it is [{LogCount?.ToString() ?? "null"}]."),
        };

        var hocon = new StringBuilder().Append("akka.log-dead-letters = ").Append(count).Append('\n');
        if (LogDuringShutdown is { } duringShutdown)
        {
            hocon.Append("akka.log-dead-letters-during-shutdown = ").Append(duringShutdown.ToHocon()).Append('\n');
        }

        if (LogSuspendDuration is { } suspend)
        {
            hocon.Append("akka.log-dead-letters-suspend-duration = ").Append(suspend.ToHocon(allowInfinite: true)).Append('\n');
        }

        return hocon.ToString();
    }
}
