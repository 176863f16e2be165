using ActorEcho.Actors.Clients.Load;
using ActorEcho.Node.Clients.Reports;

namespace ActorEcho.Tests.Clients.Reports;

public class LoadProgressLineTests
{
    [Theory]
    [InlineData(true, "\r\e[K   1 s         1,000 trips/s  measuring\r\e[K   2 s         1,000 trips/s  measuring\n")]
    [InlineData(false, "   1 s         1,000 trips/s  measuring\n   2 s         1,000 trips/s  measuring\n")]
    public void What_follows_begins_with_a_line_of_its_own_whatever_was_told_last(bool isTerminal, string written)
    {
        using var output = new StringWriter();

        using (var line = new LoadProgressLine(output, "trips", isTerminal))
        {
            line.Report(new LoadProgress(LoadStage.Measuring, TimeSpan.FromSeconds(1), 1000, Faults: 0));
            line.Report(new LoadProgress(LoadStage.Measuring, TimeSpan.FromSeconds(2), 1000, Faults: 0));
        }

        Assert.Equal(written, output.ToString());
    }

    [Fact]
    public void Where_nothing_was_told_there_is_no_line_to_end()
    {
        using var output = new StringWriter();

        new LoadProgressLine(output, "trips", isTerminal: true).Dispose();

        Assert.Equal(string.Empty, output.ToString());
    }
}
