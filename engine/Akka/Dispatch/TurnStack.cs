using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>
/// What a thread is running: a turn, and the turns on the spot that stand on it while it stands still. Each thread has one, for itself
/// alone but for <see cref="Progress"/>. One place is written for a turn, since telling the collector of a reference costs as much as the
/// rest of a turn's beginning.
/// </summary>
internal sealed class TurnStack
{
    [ThreadStatic]
    private static TurnStack? _ofThisThread;

    // The first frame stands for nothing being run.
    private Frame[] _frames = new Frame[8];
    private int _depth;
    private long _turns;
    private IRunnable? _readied;
    private ExecutionContext? _ambient;
    private bool _ambientStays;

    /// <summary>The calling thread's.</summary>
    public static TurnStack OfThisThread => _ofThisThread ??= new TurnStack();

    /// <summary>The cell in whose context the calling thread is; null in none.</summary>
    public static ActorCell? CurrentCell
    {
        get => _ofThisThread is { } turns ? turns._frames[turns._depth].Cell : null;
        set => OfThisThread.SetCurrent(value);
    }

    /// <summary>Whether nothing is being run.</summary>
    public bool IsEmpty => _depth == 0;

    /// <summary>
    /// What is being run now, a cell or something else, and how many turns there were. Safe from any thread, which may see a moment
    /// that is over.
    /// </summary>
    public (object? Running, long Turns) Progress
    {
        get
        {
            var turns = Volatile.Read(ref _turns);
            var depth = Volatile.Read(ref _depth);
            var frames = Volatile.Read(ref _frames);
            return (depth == 0 || depth >= frames.Length ? null : frames[depth].Cell ?? (object?)frames[depth].Other, turns);
        }
    }

    /// <summary>
    /// Makes this the calling thread's, before that has run anything. From then on the thread runs nothing but what this knows of, so
    /// that its ambient context is the same before each turn.
    /// </summary>
    public void BecomeOfThisThread()
    {
        _ofThisThread = this;
        RememberAmbient();
        _ambientStays = true;
    }

    /// <summary>Takes note of what was made ready to run on this thread.</summary>
    public void Ready(IRunnable run) => _readied = run;

    /// <summary>
    /// Whether an actor's mailbox is this thread's alone for now: its turn is being run, or it is what this thread made ready last and
    /// has not run yet.
    /// </summary>
    public bool Owns(ActorCell cell, Mailbox mailbox) => IsTurnOf(_depth, cell) || ReferenceEquals(_readied, mailbox);

    /// <summary>Whether an actor stands still below the turn that is being run, so that its mailbox is this thread's alone.</summary>
    public bool IsStandingStill(ActorCell cell) => _depth > 0 && IsTurnOf(_depth - 1, cell);

    /// <summary>Whether what stands still lets messages be given to it meanwhile.</summary>
    public bool TakesMeanwhile => _frames[_depth - 1].TakesMeanwhile;

    /// <summary>Lets what is being run now be given messages while it stands still below the next turn.</summary>
    public void TakeMeanwhile(bool takes) => _frames[_depth].TakesMeanwhile = takes;

    /// <summary>An actor's turn begins, and what was being run stands still.</summary>
    public void Begin(ActorCell cell, Mailbox mailbox)
    {
        ref var frame = ref Push();
        frame.Cell = cell;
        frame.IsTurn = true;
        if (ReferenceEquals(_readied, mailbox))
            _readied = null;
    }

    /// <summary>Something begins that is no actor's turn.</summary>
    public void Begin(IRunnable other) => Push().Other = other;

    /// <summary>What began last is over, and what stood still goes on.</summary>
    public void End()
    {
        _frames[_depth] = default;
        if (--_depth == 0)
            RestoreAmbient();
    }

    /// <summary>
    /// Ends being in the context of a cell while nothing is being run, if that is so. Safe from any thread, for a cell that the thread
    /// itself does not put there any more.
    /// </summary>
    public void LeaveContextOf(ActorCell cell) => Interlocked.CompareExchange(ref Volatile.Read(ref _frames)[0].Cell, null, cell);

    private ref Frame Push()
    {
        if (_depth + 1 == _frames.Length)
            Array.Resize(ref _frames, _frames.Length * 2);
        Volatile.Write(ref _turns, _turns + 1);
        if (_depth == 0 && !_ambientStays)
            RememberAmbient();
        return ref _frames[++_depth];
    }

    // Nearly always what it was the last time, and then there is no reference to store.
    private void RememberAmbient()
    {
        var ambient = ExecutionContext.Capture();
        if (!ReferenceEquals(_ambient, ambient))
            _ambient = ambient;
    }

    // What an actor leaves in an AsyncLocal, and with it a culture or an activity, is not for whoever runs on this thread next.
    private void RestoreAmbient()
    {
        if (_ambient is { } ambient && !ReferenceEquals(ExecutionContext.Capture(), ambient))
            ExecutionContext.Restore(ambient);
    }

    private bool IsTurnOf(int depth, ActorCell cell) => ReferenceEquals(_frames[depth].Cell, cell) && _frames[depth].IsTurn;

    // To be in the context of a cell is not to have its turn.
    private void SetCurrent(ActorCell? cell)
    {
        ref var frame = ref _frames[_depth];
        frame.IsTurn &= ReferenceEquals(frame.Cell, cell);
        frame.Cell = cell;
    }

    private struct Frame
    {
        public ActorCell? Cell;
        public IRunnable? Other;
        public bool IsTurn;
        public bool TakesMeanwhile;
    }
}
