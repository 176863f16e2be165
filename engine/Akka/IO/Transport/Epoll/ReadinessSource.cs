namespace Akka.IO.Transport.Epoll;

/// <summary>Something whose readiness a loop watches.</summary>
internal interface IReadinessSource
{
    /// <summary>Its token, which <see cref="ReadinessSources.Add"/> gives it; 0 before.</summary>
    ulong Token { get; set; }

    /// <summary>Called on the loop's thread. May be called for nothing, and once more after another thread has removed the source.</summary>
    void OnReady(Readiness readiness);
}

/// <summary>
/// The sources of one loop. Each has a token with a generation in it: an event that the kernel reported for a
/// descriptor since closed finds its place empty, or taken by a source with another token, and means nothing.
/// </summary>
internal sealed class ReadinessSources
{
    private readonly Lock _lock = new();
    private readonly Stack<int> _free = new();
    private Entry[] _entries = new Entry[64];
    private int _used;
    private uint _generation;

    /// <summary>Adds a source. Safe from any thread.</summary>
    public ulong Add(IReadinessSource source)
    {
        lock (_lock)
        {
            if (!_free.TryPop(out var place))
            {
                place = _used++;
                if (place == _entries.Length)
                {
                    var larger = new Entry[_entries.Length * 2];
                    _entries.CopyTo(larger, 0);
                    Volatile.Write(ref _entries, larger);
                }
            }
            var token = ((ulong)++_generation << 32) | (uint)place;
            source.Token = token;
            // The token last, and taken away first: whoever sees it has seen its source.
            _entries[place].Source = source;
            Volatile.Write(ref _entries[place].Token, token);
            return token;
        }
    }

    /// <summary>Removes a source. Safe from any thread; an event under way on the loop's thread may still reach it.</summary>
    public void Remove(ulong token)
    {
        lock (_lock)
        {
            var place = (int)(uint)token;
            // Without a token it was never added, and the place that is free looks like its own.
            if (token == 0 || _entries[place].Token != token)
                return;
            _entries[place].Token = 0;
            Volatile.Write(ref _entries[place].Source, null);
            _free.Push(place);
        }
    }

    /// <summary>The source of a token, or null where it is gone.</summary>
    public IReadinessSource? Find(ulong token)
    {
        var entries = Volatile.Read(ref _entries);
        var place = (int)(uint)token;
        if (place >= entries.Length)
            return null;
        var source = Volatile.Read(ref entries[place].Source);
        return Volatile.Read(ref entries[place].Token) == token ? source : null;
    }

    private struct Entry
    {
        public IReadinessSource? Source;
        public ulong Token;
    }
}
