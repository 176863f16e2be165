using System.Collections.Concurrent;
using System.Globalization;
using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>
/// A tree of actors that heals itself: whoever loses a child makes it anew. Everybody in it can be struck, and counts its
/// descendants when asked.
/// </summary>
internal static class StampedeTree
{
    private const int Width = 4;

    public static Props Root(int depth, Census census) => Props.Create(() => new Beast(depth, census, null));

    public static int Size(int depth) => depth == 0 ? 1 : 1 + (Width * Size(depth - 1));

    /// <summary>Does something bad to somebody; the root may fail only where <paramref name="sparesRoot"/> is false.</summary>
    public static void Strike(IActorRef root, int treeDepth, Random random, bool sparesRoot)
    {
        var victim = root;
        var depth = random.Next(1, treeDepth + 1);
        for (var i = 0; i < depth; i++)
        {
            var child = ((LocalActorRef)victim).GetSingleChild(random.Next(Width).ToString(CultureInfo.InvariantCulture));
            if (child is not LocalActorRef)
                break;
            victim = child;
        }
        if (victim.Equals(root) && sparesRoot)
            return;
        // The root may fail, but it has to stay: nobody would make it anew.
        switch (victim.Equals(root) ? -1 : random.Next(6))
        {
            case 0:
                victim.Tell(Kill.Instance);
                break;
            case 1:
                victim.Tell(PoisonPill.Instance);
                break;
            case 2:
                ((IInternalActorRef)victim).Stop();
                break;
            case 3:
                victim.Tell(Order.Escalate);
                break;
            default:
                victim.Tell(Order.Fail);
                break;
        }
    }

    public enum Order
    {
        Fail,
        Escalate,
        PassOn,
        CountYourselves,
    }

    private sealed record Count(int Sum, long Round);

    private sealed record CountFor(long Round);

    public sealed class Census
    {
        private int _alive;
        private readonly ConcurrentDictionary<(IActorRef Watcher, IActorRef Subject), bool> _reported = new();
        private int _doubled;
        private volatile bool _negative;

        public int Alive => Volatile.Read(ref _alive);

        public int Doubled => Volatile.Read(ref _doubled);

        public bool NeverNegative => !_negative;

        /// <summary>Told of every birth and death.</summary>
        public Action<string, IActorRef> Chronicle { get; init; } = static (_, _) => { };

        public void Born(IActorRef who)
        {
            Interlocked.Increment(ref _alive);
            Chronicle("born", who);
        }

        public void Died(IActorRef who)
        {
            _negative |= Interlocked.Decrement(ref _alive) < 0;
            Chronicle("died", who);
        }

        public void Reported(IActorRef watcher, IActorRef subject)
        {
            if (!_reported.TryAdd((watcher, subject), true))
                Interlocked.Increment(ref _doubled);
        }
    }

    private sealed class EscalatedException : Exception;

    private sealed class Beast(int depth, Census census, IActorRef? parent) : UntypedActor
    {
        private readonly HashSet<IActorRef> _children = [];
        private IActorRef _asker = ActorRefs.Nobody;
        private long _round;
        private int _sum;
        private int _missing;

        protected override void PreStart()
        {
            census.Born(Self);
            for (var i = 0; i < Width && depth > 0; i++)
                Make(i.ToString(CultureInfo.InvariantCulture));
        }

        protected override void PostStop()
        {
            census.Died(Self);
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause => cause switch
        {
            EscalatedException when depth == 1 => Directive.Escalate,
            ActorKilledException => Directive.Stop,
            _ => Directive.Restart,
        });

        private void Make(string name)
        {
            var child = Context.ActorOf(Props.Create(() => new Beast(depth - 1, census, Self)), name);
            Context.Watch(child);
            _children.Add(child);
        }

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Terminated terminated:
                    census.Reported(Self, terminated.ActorRef);
                    // One that an earlier instance had, and whose end was under way when that one failed, was made anew already.
                    if (_children.Remove(terminated.ActorRef))
                        Make(terminated.ActorRef.Path.Name);
                    break;
                case Order.Fail:
                    throw new InvalidOperationException("stampede");
                case Order.Escalate when depth == 0:
                    throw new EscalatedException();
                case Order.PassOn:
                    foreach (var child in _children)
                        child.Tell(message);
                    break;
                case Order.CountYourselves:
                    _asker = Sender;
                    Ask(_round + 1);
                    break;
                case CountFor count:
                    _asker = Sender;
                    Ask(count.Round);
                    break;
                case Count count when count.Round == _round:
                    _sum += count.Sum;
                    _missing--;
                    Answer();
                    break;
            }
        }

        private void Ask(long round)
        {
            _round = round;
            _sum = 1;
            _missing = depth > 0 ? Width : 0;
            foreach (var child in _children)
                child.Tell(new CountFor(round));
            Answer();
        }

        private void Answer()
        {
            if (_missing == 0)
                _asker.Tell(parent is null ? _sum : new Count(_sum, _round));
        }
    }
}
