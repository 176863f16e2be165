using System.Buffers;

namespace Akka.IO;

public sealed partial class Tcp
{
    /// <summary>
    /// Bytes from the peer, in the order of the stream; how they are cut says nothing about how the peer wrote them.
    /// They belong to the handler: the driver neither keeps nor changes them.
    /// </summary>
    public sealed class Received : Event
    {
        /// <summary>Creates the event.</summary>
        /// <param name="data">The bytes.</param>
        public Received(ReadOnlySequence<byte> data) => Data = data;

        /// <summary>The bytes; never empty when the driver sends it.</summary>
        public ReadOnlySequence<byte> Data { get; }

        /// <inheritdoc/>
        public override string ToString() => $"Received(data: {Data.Length} bytes)";
    }

    /// <summary>
    /// Asks a connection to stop reading; the kernel's window then holds the peer back. What was read before the
    /// command took effect is still delivered.
    /// </summary>
    public sealed class SuspendReading : Command
    {
        /// <summary>The only instance.</summary>
        public static readonly SuspendReading Instance = new();

        private SuspendReading() { }
    }

    /// <summary>
    /// Asks a connection to read again after <see cref="SuspendReading"/>. In pull mode it asks for one more
    /// <see cref="Received"/>.
    /// </summary>
    public sealed class ResumeReading : Command
    {
        /// <summary>The only instance.</summary>
        public static readonly ResumeReading Instance = new();

        private ResumeReading() { }
    }
}
