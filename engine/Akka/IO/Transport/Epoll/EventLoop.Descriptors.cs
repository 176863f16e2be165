namespace Akka.IO.Transport.Epoll;

// The descriptors that a loop watches, and those that it is to close.
internal sealed partial class EventLoop
{
    private readonly ReadinessSources _sources = new();
    private readonly List<int> _toClose = [];

    /// <summary>Watches a descriptor. Safe from any thread.</summary>
    public void Watch(int descriptor, Readiness interest, IReadinessSource source)
    {
        var token = _sources.Add(source);
        if (EventBuffer.Control(_epoll, Libc.Add, descriptor, interest | Readiness.EdgeTriggered, token) == 0)
            return;
        var error = Errno.LastException();
        _sources.Remove(token);
        throw error;
    }

    /// <summary>Watches a descriptor for something else; what is the case already is reported again.</summary>
    public void Rewatch(int descriptor, Readiness interest, ulong token)
    {
        if (EventBuffer.Control(_epoll, Libc.Modify, descriptor, interest | Readiness.EdgeTriggered, token) < 0)
            throw Errno.LastException();
    }

    /// <summary>Watches a descriptor no more that stays open.</summary>
    public void Unwatch(int descriptor) => EventBuffer.Control(_epoll, Libc.Remove, descriptor, Readiness.None, 0);

    /// <summary>Forgets a source whose descriptor is about to be closed, which takes it out of the kernel's table too.</summary>
    public void Forget(ulong token) => _sources.Remove(token);

    /// <summary>
    /// Closes a descriptor that is watched no more, at the latest when this loop is through with the turns that it is running. Safe from
    /// any thread.
    /// </summary>
    public void CloseAfterTurns(int descriptor)
    {
        if (ReferenceEquals(_current, this))
            _toClose.Add(descriptor);
        else
            Libc.Close(descriptor);
    }

    // One after the other and not each in the turn that has it closed: in the kernel that is the longest way of all, which leaves none of the turns'
    // code in the cache.
    private void CloseDescriptors()
    {
        foreach (var descriptor in _toClose)
            Libc.Close(descriptor);
        _toClose.Clear();
    }
}
