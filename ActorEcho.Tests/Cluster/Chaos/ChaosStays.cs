namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>
/// Which stay is whose. A name may have joined and left several times between a connection's asking and its being told, when others
/// were told that it could not be stored; then all that is sure is that each connection has one, and no two the same.
/// </summary>
internal sealed class ChaosStays
{
    private readonly Dictionary<ChaosStay, ChaosHistory> _sessions = [];
    private readonly Dictionary<ChaosHistory, ChaosStay> _stays = [];
    private readonly Dictionary<ChaosHistory, ChaosStay[]> _possible = [];

    public ChaosStay? Find(ChaosHistory session) => _stays.GetValueOrDefault(session);

    /// <summary>Gives a connection one of these stays, the latest if it can be, and others another one where that is necessary.</summary>
    /// <returns>Whether there is one for each.</returns>
    public bool TryAssign(ChaosHistory session, ChaosStay[] possible)
    {
        _possible.Add(session, possible);
        return TryAssign(session, new HashSet<ChaosStay>());
    }

    private bool TryAssign(ChaosHistory session, HashSet<ChaosStay> tried)
    {
        foreach (var stay in _possible[session].Reverse())
        {
            if (!tried.Add(stay)) continue;
            if (_sessions.TryGetValue(stay, out var other) && !TryAssign(other, tried)) continue;
            _sessions[stay] = session;
            _stays[session] = stay;
            return true;
        }

        return false;
    }
}
