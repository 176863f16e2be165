using System.Buffers;
using ActorEcho.Actors.Chat;
using Akka.Actor;

namespace Akka.Benchmarks.Shapes;

/// <summary>
/// The chat's registry tells texts to all members but the one who speaks: one text at a time, so that none is gathered with
/// others and what is measured does not depend on how many wait.
/// </summary>
internal sealed class FanOutShape : Shape
{
    public const int Members = 100;
    public const int Texts = 5_000;

    // Each member is told that it has joined, and of all who join after it: a text that met one of these would not go out alone.
    private const int Notices = Members + (Members * (Members - 1) / 2);

    private readonly Round _round = new();

    public FanOutShape()
    {
        _round.Registry = System.ActorOf(ChatRegistryActor.Props());
        var joined = new CountdownEvent(Notices);
        for (var i = 0; i < Members; i++)
        {
            var name = ChatName.Parse($"member{i}");
            _round.Speaker = System.ActorOf(Props.Create(() => new Member(name, joined, _round)));
        }

        Await(joined);
        _round.Text = ChatMessage.Broadcast(ChatName.Parse("speaker"), new ReadOnlySequence<byte>(new byte[64]), maxFrameTextBytes: 255);
    }

    public override int Operations => Texts * (Members - 1);

    public override void Run()
    {
        _round.Done.Reset();
        _round.Begin(Texts);
        Await(_round.Done);
    }

    private sealed class Round
    {
        private int _deliveriesLeft;
        private int _textsLeft;

        public CountdownEvent Done { get; } = new(1);

        public IActorRef Registry { get; set; } = ActorRefs.Nobody;

        public IActorRef Speaker { get; set; } = ActorRefs.Nobody;

        public ChatMessage? Text { get; set; }

        public void Begin(int texts)
        {
            _textsLeft = texts;
            Speak();
        }

        public void Delivered()
        {
            if (Interlocked.Decrement(ref _deliveriesLeft) > 0)
                return;
            if (--_textsLeft > 0)
                Speak();
            else
                Done.Signal();
        }

        private void Speak()
        {
            Volatile.Write(ref _deliveriesLeft, Members - 1);
            Registry.Tell(new ChatRequest.Broadcast(Text!, Confirm: false), Speaker);
        }
    }

    // A session without a socket: it says how far it has come, as a session does.
    private sealed class Member : UntypedActor
    {
        private readonly CountdownEvent _joined;
        private readonly Round _round;
        private int _frames;

        public Member(ChatName name, CountdownEvent joined, Round round)
        {
            _joined = joined;
            _round = round;
            round.Registry.Tell(new ChatRequest.Register(name, MaxListedUsers: 0), Self);
        }

        protected override void OnReceive(object message)
        {
            if (message is ChatNotice.Registered)
                _joined.Signal();
            if (message is not ChatMessage text)
                return;
            if (_round.Text is null)
                _joined.Signal(text.Frames.Length);
            _frames += text.Frames.Length;
            if (_frames >= ChatRequest.Receipt.Quantum)
            {
                _round.Registry.Tell(new ChatRequest.Receipt(_frames), Self);
                _frames = 0;
            }

            if (ReferenceEquals(text, _round.Text))
                _round.Delivered();
        }
    }
}
