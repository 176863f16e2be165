using Akka.Dispatch;

namespace Akka.IO.Transport.Epoll;

/// <summary>
/// What a loop's thread is running: a turn, and the turns on the spot that stand on it while it stands still. A part of its loop and no
/// object of its own; for the loop's thread, but for <see cref="Progress"/>.
/// </summary>
internal struct TurnStack()
{
    // The first frame stands for nothing being run.
    private Frame[] _frames = new Frame[8];
    private int _depth;
    private long _turns;
    private IRunnable? _readied;

    /// <summary>Whether nothing is being run.</summary>
    public readonly bool IsEmpty => _depth == 0;

    /// <summary>What is being run now, and how many turns there were. Safe from any thread, which may see a moment that is over.</summary>
    public readonly (IRunnable? Running, long Turns) Progress
    {
        get
        {
            var turns = Volatile.Read(in _turns);
            var depth = Volatile.Read(in _depth);
            var frames = Volatile.Read(in _frames);
            return (depth < frames.Length ? frames[depth].Run : null, turns);
        }
    }

    /// <summary>
    /// Whether something is this thread's alone for now: it is being run, or stands still while that is being run, or it is what
    /// this thread made ready last and has not run yet.
    /// </summary>
    public readonly bool Owns(IRunnable run) =>
        ReferenceEquals(_frames[_depth].Run, run) || IsStandingStill(run) || ReferenceEquals(_readied, run);

    /// <summary>The actor of a mailbox that stands still, where it can take messages meanwhile.</summary>
    public readonly ITakesMidTurn? TakerOf(Mailbox mailbox) => IsStandingStill(mailbox) ? _frames[_depth - 1].Meanwhile : null;

    /// <summary>Takes note of what was made ready to run.</summary>
    public void Ready(IRunnable run) => _readied = run;

    /// <summary>Something begins, and what was being run stands still.</summary>
    /// <param name="run">What begins.</param>
    /// <param name="meanwhile">The actor of what stands still, where it can take messages.</param>
    public void Begin(IRunnable run, ITakesMidTurn? meanwhile = null)
    {
        // Writing a null costs nothing, a reference has to be told to the collector.
        if (meanwhile is not null)
            _frames[_depth].Meanwhile = meanwhile;
        if (_depth + 1 == _frames.Length)
            Array.Resize(ref _frames, _frames.Length * 2);
        _frames[_depth + 1].Run = run;
        _depth++;
        Volatile.Write(ref _turns, _turns + 1);
        if (ReferenceEquals(_readied, run))
            _readied = null;
    }

    /// <summary>What began last is over, and what stood still goes on.</summary>
    public void End()
    {
        _frames[_depth].Run = null;
        _depth--;
        _frames[_depth].Meanwhile = null;
    }

    private readonly bool IsStandingStill(IRunnable run) => _depth > 0 && ReferenceEquals(_frames[_depth - 1].Run, run);

    private struct Frame
    {
        public IRunnable? Run;
        public ITakesMidTurn? Meanwhile;
    }
}
