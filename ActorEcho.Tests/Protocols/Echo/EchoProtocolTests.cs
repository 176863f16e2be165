using System.Buffers;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Protocols.Echo;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Protocols.Echo;

public class EchoProtocolTests
{
    [Fact]
    public void Every_byte_comes_back_in_order_whatever_the_fragments() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            Fragments.Cuts.ToArbitrary(),
            (bytes, cuts) =>
            {
                var output = new EchoProtocol().Feed(bytes, cuts);
                return output.Bytes.SequenceEqual(bytes) && !output.IsClosed;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_received_is_written_without_a_copy()
    {
        var received = new byte[] { 1, 2, 3 };
        var output = new FirstWrite();
        ((IProtocol)new EchoProtocol()).Receive(new ReadOnlySequence<byte>(received), output);
        received[0] = 9;
        Assert.Equal([9, 2, 3], output.Bytes.ToArray());
    }

    [Fact]
    public void The_end_of_the_input_ends_the_connection_after_all_answers()
    {
        var protocol = new EchoProtocol();
        var output = protocol.Feed("hello");
        protocol.InputEnded(output);
        Assert.Equal("hello", output.Text);
        Assert.True(output.IsClosed);
    }

    [Fact]
    public void In_mode_once_the_first_read_is_answered_and_then_the_connection_closes()
    {
        var output = new EchoProtocol(EchoMode.Once).Feed("hello, echo server!\r\nand more", 21);
        Assert.Equal("hello, echo server!\r\n", output.Text);
        Assert.True(output.IsClosed);
    }

    private sealed class FirstWrite : IProtocolOutput
    {
        public ReadOnlySequence<byte> Bytes { get; private set; }

        public void Write(ReadOnlySequence<byte> bytes) => Bytes = bytes;

        public void Emit(IProtocolEffect effect) => Assert.Fail("An echo has no effects.");

        public void PauseInput() => Assert.Fail("An echo waits for nothing.");

        public void ResumeInput() => Assert.Fail("An echo waits for nothing.");

        public void Close(string reason) => Assert.Fail("The connection is to stay open.");
    }
}
