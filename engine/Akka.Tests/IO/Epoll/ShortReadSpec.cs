using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Akka.Actor;
using Akka.IO;
using Xunit.Abstractions;

namespace Akka.Tests.IO.Epoll;

/// <summary>Reads that leave room though there are more bytes: the kernel ends them where something else than bytes lies between.</summary>
[NeedsEpoll]
public partial class ShortReadSpec(ITestOutputHelper output) : OneLoopSpec(output)
{
    private readonly string _directory = Directory.CreateTempSubdirectory("akka-io-").FullName;

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_directory, recursive: true);
    }

    [TransportFact]
    public async Task What_is_behind_an_urgent_byte_is_read_without_more_to_come()
    {
        var client = await ServeAsync(Echo);

        foreach (var text in new[] { "first", "later" })
        {
            AtOnce(() =>
            {
                client.Send(Bytes(text));
                client.Send("!"u8, SocketFlags.OutOfBand);
                client.Send("behind"u8);
                AwaitAcknowledged(client);
            });

            // The urgent byte itself is none of the stream's: RFC 6093.
            Assert.Equal(text + "behind", Encoding.UTF8.GetString(await ReadBytesAsync(client, text.Length + 6)));
        }
    }

    [TransportFact]
    public async Task What_is_behind_a_descriptor_is_read_without_more_to_come()
    {
        var client = await ServeAsync(Echo, server: await BindAsync(new UnixDomainSocketEndPoint(Path.Combine(_directory, "socket"))));

        foreach (var text in new[] { "first", "later" })
        {
            AtOnce(() =>
            {
                SendWithDescriptor(client, Bytes(text));
                client.Send("behind"u8);
            });

            Assert.Equal(text + "behind", Encoding.UTF8.GetString(await ReadBytesAsync(client, text.Length + 6)));
        }
    }

    private static void Echo(IActorRef connection, Tcp.Received received) => connection.Tell(Tcp.Write.Create(received.Data));

    private static unsafe void SendWithDescriptor(Socket client, byte[] bytes)
    {
        const int rights = 1; // SCM_RIGHTS
        fixed (byte* start = bytes)
        {
            var part = new Part { Start = start, Length = (nuint)bytes.Length };
            var control = new Control { Length = 20, Level = 1, Type = rights, Descriptor = (int)client.Handle };
            var message = new Message { Parts = &part, PartCount = 1, Control = &control, ControlLength = (nuint)sizeof(Control) };
            Assert.Equal(bytes.Length, Send((int)client.Handle, &message, 0));
        }
    }

    [LibraryImport("libc", EntryPoint = "sendmsg")]
    private static unsafe partial nint Send(int descriptor, Message* message, int flags);

    // iovec, cmsghdr with a descriptor, and msghdr, as 64-bit Linux lays them out.
    private unsafe struct Part
    {
        public byte* Start;
        public nuint Length;
    }

    private struct Control
    {
        public nuint Length;
        public int Level;
        public int Type;
        public long Descriptor;
    }

    private unsafe struct Message
    {
        public void* Name;
        public uint NameLength;
        public Part* Parts;
        public nuint PartCount;
        public Control* Control;
        public nuint ControlLength;
        public int Flags;
    }
}
