using Akka.Dispatch;

namespace Akka.IO.Transport.Epoll;

/// <summary>What a loop's own thread has still to run, first in, first out. Touched by that thread alone.</summary>
internal sealed class RunQueue
{
    private Place[] _ring = new Place[256];
    private int _head;
    private int _count;

    public bool IsEmpty => _count == 0;

    public int Count => _count;

    public void Enqueue(IRunnable run)
    {
        if (_count == _ring.Length)
            Grow();
        _ring[(_head + _count++) & (_ring.Length - 1)].Run = run;
    }

    public bool TryDequeue(out IRunnable run)
    {
        if (_count == 0)
        {
            run = null!;
            return false;
        }
        run = _ring[_head].Run!;
        _ring[_head].Run = null;
        _head = (_head + 1) & (_ring.Length - 1);
        _count--;
        return true;
    }

    private void Grow()
    {
        var larger = new Place[_ring.Length * 2];
        for (var i = 0; i < _count; i++)
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        _ring = larger;
        _head = 0;
    }

    // An array of references would look at the type of each one that it is given.
    private struct Place
    {
        public IRunnable? Run;
    }
}
