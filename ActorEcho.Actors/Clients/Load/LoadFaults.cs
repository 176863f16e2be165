using System.Collections.Immutable;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>What went wrong in a load run: all is counted, the first few are kept in words. Thread-safe.</summary>
internal sealed class LoadFaults
{
    private const int Kept = 10;

    private readonly Lock _lock = new();
    private ImmutableArray<string> _first = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>The first faults, and a last line that tells how many more there were.</summary>
    public ImmutableArray<string> Described
    {
        get
        {
            lock (_lock) return _count > Kept ? _first.Add($"and {_count - Kept} more") : _first;
        }
    }

    public void Add(string fault)
    {
        lock (_lock)
        {
            _count++;
            if (_count <= Kept) _first = _first.Add(fault);
        }
    }
}
