using System.Buffers;
using System.Net;
using Akka.Actor;
using Akka.IO;
using Akka.Util;

namespace Akka.Tests.IO;

public class TcpMessagesSpec
{
    private static readonly Tcp.Write A = Write("a");
    private static readonly Tcp.Write B = Write("b");
    private static readonly Tcp.Write C = Write("c");

    [Fact]
    public void A_compound_enumerates_its_writes_in_the_order_of_their_bytes()
    {
        Assert.Equal([A, B, C], (Tcp.CompoundWrite)(A + B + C));
        Assert.Equal([A, B, C], A.Append(B.Append(C)));
        Assert.Equal([A, B, C], C.Prepend(B).Prepend(A));
        Assert.Equal([A, B, C], (Tcp.CompoundWrite)C.Prepend([A, B]));
        Assert.Equal([A, B, C, A, B], (Tcp.CompoundWrite)(A + B + C + (A + B)));
        Assert.Equal([A, B, C], (Tcp.CompoundWrite)Tcp.WriteCommand.Create(A, B, C));
        Assert.Equal([A, B, C], (Tcp.CompoundWrite)Tcp.WriteCommand.Create([A + B, C]));
    }

    [Fact]
    public void A_compound_of_one_is_that_one_and_of_none_writes_nothing()
    {
        Assert.Same(A, Tcp.WriteCommand.Create(A));
        Assert.Same(Tcp.Write.Empty, Tcp.WriteCommand.Create());
        Assert.Same(A, A.Prepend([]));
    }

    [Fact]
    public void A_compound_knows_how_many_bytes_it_writes() =>
        Assert.Equal(6, (Write("ab") + Write("c") + Write("def")).Bytes);

    [Fact]
    public void Writes_are_made_from_every_kind_of_bytes()
    {
        var array = new byte[] { 1, 2, 3 };
        var ack = new Tcp.Event();

        Assert.Equal(array, Tcp.Write.Create(array).Data.ToArray());
        Assert.Equal(array, Tcp.Write.Create(new ReadOnlyMemory<byte>(array)).Data.ToArray());
        Assert.Equal(array, Tcp.Write.Create(new ReadOnlySequence<byte>(array)).Data.ToArray());
        Assert.Same(ack, Tcp.Write.Create(array, ack).Ack);
        Assert.Same(ack, ((Tcp.Write)TcpMessage.Write(array, ack)).Ack);
        Assert.False(((Tcp.Write)TcpMessage.Write(array)).WantsAck);
    }

    [Fact]
    public void Only_a_no_ack_is_not_acknowledged()
    {
        Assert.True(Tcp.Write.Create(Array.Empty<byte>(), new Tcp.Event()).WantsAck);
        Assert.False(Tcp.Write.Create(Array.Empty<byte>(), new Tcp.NoAck("token")).WantsAck);
        Assert.False(Tcp.Write.Empty.WantsAck);
    }

    [Fact]
    public void A_failure_tells_the_command_and_its_cause()
    {
        var failed = A.FailureMessage.WithCause(new InvalidOperationException("the disk is made of cheese"));

        Assert.Same(A, failed.Cmd);
        Assert.Contains("the disk is made of cheese", failed.ToString(), StringComparison.Ordinal);
        Assert.False(A.FailureMessage.Cause.HasValue);
        Assert.Equal("", new Tcp.CommandFailed(A, Option<Exception>.None).CauseString);
    }

    [Fact]
    public void Every_end_of_a_connection_says_what_it_was()
    {
        (Tcp.ConnectionClosed End, bool Aborted, bool Confirmed, bool Peer, bool Error)[] ends =
        [
            (Tcp.Closed.Instance, false, false, false, false),
            (Tcp.Aborted.Instance, true, false, false, false),
            (Tcp.ConfirmedClosed.Instance, false, true, false, false),
            (Tcp.PeerClosed.Instance, false, false, true, false),
            (new Tcp.ErrorClosed("reset"), false, false, false, true),
        ];

        foreach (var (end, aborted, confirmed, peer, error) in ends)
        {
            Assert.Equal((aborted, confirmed, peer, error), (end.IsAborted, end.IsConfirmed, end.IsPeerClosed, end.IsErrorClosed));
            Assert.Equal(error ? "reset" : "", end.GetErrorCause());
        }
    }

    [Fact]
    public void Every_close_command_names_its_event()
    {
        Assert.Same(Tcp.Closed.Instance, Tcp.Close.Instance.Event);
        Assert.Same(Tcp.ConfirmedClosed.Instance, Tcp.ConfirmedClose.Instance.Event);
        Assert.Same(Tcp.Aborted.Instance, Tcp.Abort.Instance.Event);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused_where_they_are_given()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tcp.ResumeAccepting(0));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new Tcp.Bind(ActorRefs.Nobody, new IPEndPoint(IPAddress.Loopback, 0), backlog: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Inet.SO.ReceiveBufferSize(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Inet.SO.TrafficClass(256));
    }

    private static Tcp.Write Write(string text) => Tcp.Write.Create(System.Text.Encoding.UTF8.GetBytes(text));
}
