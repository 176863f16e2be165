using ActorEcho.Actors.Clients.Pinging;

namespace ActorEcho.Node.Clients.Reports;

/// <summary>Tells of a series of pings.</summary>
internal interface IPingReport
{
    void Begin(TextWriter output);

    void Tell(TextWriter output, PingResult result);

    void End(TextWriter output, PingStatistics statistics, TimeSpan elapsed);
}
