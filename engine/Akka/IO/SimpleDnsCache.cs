using System.Collections.Concurrent;
using System.Diagnostics;

namespace Akka.IO;

/// <summary>Keeps answers until their time is over. Thread-safe.</summary>
public class SimpleDnsCache : DnsBase
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public override Dns.Resolved? Cached(string name) =>
        _entries.TryGetValue(name, out var entry) && Clock() < entry.Until ? entry.Answer : null;

    /// <summary>Drops the answers whose time is over.</summary>
    public void CleanUp()
    {
        var now = Clock();
        foreach (var entry in _entries)
        {
            if (now >= entry.Value.Until)
                _entries.TryRemove(entry);
        }
    }

    /// <summary>The time, in milliseconds since this cache was made; override it to test expiry.</summary>
    /// <returns>Milliseconds; never going back.</returns>
    protected virtual long Clock() => (long)Stopwatch.GetElapsedTime(_start).TotalMilliseconds;

    internal void Put(Dns.Resolved answer, TimeSpan ttl) =>
        _entries[answer.Name] = new Entry(answer, Clock() + (long)ttl.TotalMilliseconds);

    private readonly record struct Entry(Dns.Resolved Answer, long Until);
}
