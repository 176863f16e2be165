using System.Collections.Concurrent;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>Who holds which name: looks, at the moment when one is let in, whether an earlier holder is still connected. Thread-safe.</summary>
internal sealed class ChaosNames
{
    private readonly ConcurrentDictionary<string, List<ChaosSession>> _holders = [];
    private readonly ConcurrentQueue<ChaosOverlap> _overlaps = [];

    /// <summary>Whenever two were connected under one name.</summary>
    public IReadOnlyCollection<ChaosOverlap> Overlaps => _overlaps;

    public void LetIn(ChaosSession session)
    {
        var at = DateTime.UtcNow;
        var holders = _holders.GetOrAdd(session.History.Name, static _ => []);
        lock (holders)
        {
            holders.RemoveAll(static holder => !holder.IsConnected);
            foreach (var holder in holders) _overlaps.Enqueue(new ChaosOverlap(holder.History, session.History, at));
            holders.Add(session);
        }
    }
}
