using System.Globalization;
using ActorEcho.Actors.Clients.Load;

namespace ActorEcho.Node.Clients.Reports;

/// <summary>Tells how a load goes: in one line that is written over on a terminal, until it is disposed of; in a line a second
/// elsewhere.</summary>
/// <param name="output">Where to.</param>
/// <param name="what">What is counted.</param>
/// <param name="isTerminal">Whether <paramref name="output"/> is a terminal.</param>
internal sealed class LoadProgressLine(TextWriter output, string what, bool isTerminal) : IProgress<LoadProgress>, IDisposable
{
    private bool _isOpen;

    public void Report(LoadProgress value)
    {
        var stage = value.Stage switch
        {
            LoadStage.WarmUp => "warming up",
            LoadStage.Measuring => "measuring",
            _ => "waiting for the last answers",
        };
        var faults = value.Faults == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {value.Faults} faults");
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{value.Elapsed.TotalSeconds,4:0} s  {value.PerSecond,12:N0} {what}/s  {stage}{faults}");
        output.Write(isTerminal ? $"\r\e[K{line}" : $"{line}\n");
        _isOpen = isTerminal;
    }

    /// <summary>Ends the line, so that what follows begins with one of its own.</summary>
    public void Dispose()
    {
        if (_isOpen) output.Write('\n');
        _isOpen = false;
    }
}
