using System.Buffers;
using System.Text;
using ActorEcho.Actors.Protocols;
using Akka.Actor;

namespace ActorEcho.Tests.Connections;

/// <summary>
/// A protocol that tells a test what is called, and does what its input says: <c>close</c>, <c>throw</c>,
/// <c>pause</c>, <c>emit</c>; anything else it echoes.
/// </summary>
internal sealed class ProbedProtocol(IActorRef probe) : IProtocol
{
    public void Opened(IProtocolOutput output) => Tell("opened");

    public void Receive(ReadOnlySequence<byte> input, IProtocolOutput output)
    {
        var text = Encoding.ASCII.GetString(input);
        Tell($"received {text}");
        switch (text)
        {
            case "close":
                output.Write("bye"u8.ToArray());
                output.Close("asked to");
                output.Write("too late"u8.ToArray());
                break;
            case "throw":
                throw new InvalidOperationException("asked to");
            case "pause":
                output.PauseInput();
                break;
            case "emit":
                output.Emit(new Effect("something"));
                break;
            default:
                output.Write(input);
                break;
        }
    }

    public void Notify(IProtocolNotice notice, IProtocolOutput output)
    {
        Tell($"notified {((Notice)notice).Text}");
        if (notice is Notice { Text: "resume" }) output.ResumeInput();
        else output.Write(Encoding.ASCII.GetBytes(((Notice)notice).Text));
    }

    public void InputEnded(IProtocolOutput output)
    {
        Tell("input ended");
        output.Close("the client finished");
    }

    public void Ended(IProtocolOutput output)
    {
        Tell("ended");
        output.Write("too late"u8.ToArray());
    }

    private void Tell(string what) => probe.Tell(what, ActorRefs.NoSender);

    internal sealed record Effect(string What) : IProtocolEffect;

    internal sealed record Notice(string Text) : IProtocolNotice;
}
