using System.Buffers;
using System.Collections;

namespace Akka.IO;

public sealed partial class Tcp
{
    /// <summary>The base of all writes. The bytes of one connection's writes leave in the order of their arrival.</summary>
    public abstract class WriteCommand : Command
    {
        /// <summary>How many bytes it writes.</summary>
        public abstract long Bytes { get; }

        /// <summary>One command of both, this one last.</summary>
        /// <param name="other">What is written first.</param>
        /// <returns>The compound.</returns>
        public CompoundWrite Prepend(SimpleWriteCommand other) => new(other, this);

        /// <summary>One command of all, this one last.</summary>
        /// <param name="writes">What is written first, in that order.</param>
        /// <returns>The compound, or this command when there is nothing before it.</returns>
        public WriteCommand Prepend(IEnumerable<WriteCommand> writes)
        {
            ArgumentNullException.ThrowIfNull(writes);
            var result = this;
            foreach (var write in writes.Reverse())
                result = result.After(write);
            return result;
        }

        /// <summary>One command that writes all of them, or nothing when there are none.</summary>
        /// <param name="writes">What is written, in that order.</param>
        /// <returns>A command of all.</returns>
        public static WriteCommand Create(params WriteCommand[] writes) => Create((IEnumerable<WriteCommand>)writes);

        /// <inheritdoc cref="Create(WriteCommand[])"/>
        public static WriteCommand Create(IEnumerable<WriteCommand> writes)
        {
            ArgumentNullException.ThrowIfNull(writes);
            WriteCommand? result = null;
            foreach (var write in writes.Reverse())
                result = result is null ? write : result.After(write);
            return result ?? Write.Empty;
        }

        /// <summary>One command of both.</summary>
        /// <param name="left">What is written first.</param>
        /// <param name="right">What is written after it.</param>
        /// <returns>The compound.</returns>
        public static WriteCommand operator +(WriteCommand left, WriteCommand right)
        {
            ArgumentNullException.ThrowIfNull(left);
            ArgumentNullException.ThrowIfNull(right);
            return right.After(left);
        }

        private WriteCommand After(WriteCommand first) => first switch
        {
            SimpleWriteCommand simple => Prepend(simple),
            CompoundWrite compound => Prepend(compound.Cast<WriteCommand>()),
            _ => throw new ArgumentException($"A write is a SimpleWriteCommand or a CompoundWrite, not {first.GetType()}.", nameof(first)),
        };
    }

    /// <summary>A write that is not made of others.</summary>
    public abstract class SimpleWriteCommand : WriteCommand
    {
        /// <summary>
        /// The message for the sender once all the bytes have been handed to the operating system: not merely
        /// queued, but not necessarily received by the peer either. A <see cref="NoAck"/> asks for none.
        /// </summary>
        public abstract Event Ack { get; }

        /// <summary>Whether the sender wants <see cref="Ack"/>.</summary>
        public bool WantsAck => Ack is not NoAck;

        /// <summary>One command of both, this one first.</summary>
        /// <param name="that">What is written after this.</param>
        /// <returns>The compound.</returns>
        public CompoundWrite Append(WriteCommand that)
        {
            ArgumentNullException.ThrowIfNull(that);
            return that.Prepend(this);
        }
    }

    /// <summary>
    /// Writes bytes. They are not copied: do not change them until they are acknowledged or the connection has ended.
    /// </summary>
    public sealed class Write : SimpleWriteCommand
    {
        /// <summary>Writes nothing and asks for no acknowledgement.</summary>
        public static readonly Write Empty = new(ReadOnlySequence<byte>.Empty, NoAck.Instance);

        private Write(in ReadOnlySequence<byte> data, Event ack)
        {
            Data = data;
            Ack = ack;
        }

        /// <summary>The bytes.</summary>
        public ReadOnlySequence<byte> Data { get; }

        /// <inheritdoc/>
        public override Event Ack { get; }

        /// <inheritdoc/>
        public override long Bytes => Data.Length;

        /// <summary>Writes bytes and asks for no acknowledgement.</summary>
        /// <param name="data">The bytes.</param>
        /// <returns>The command.</returns>
        public static Write Create(ReadOnlySequence<byte> data) =>
            data.IsEmpty ? Empty : new Write(data, NoAck.Instance);

        /// <summary>Writes bytes.</summary>
        /// <param name="data">The bytes; when empty, the acknowledgement comes after those of all writes before it.</param>
        /// <param name="ack">What the sender gets when the operating system has the bytes.</param>
        /// <returns>The command.</returns>
        public static Write Create(ReadOnlySequence<byte> data, Event ack)
        {
            ArgumentNullException.ThrowIfNull(ack);
            return new Write(data, ack);
        }

        /// <inheritdoc cref="Create(ReadOnlySequence{byte})"/>
        public static Write Create(ReadOnlyMemory<byte> data) => Create(new ReadOnlySequence<byte>(data));

        /// <inheritdoc cref="Create(ReadOnlySequence{byte}, Event)"/>
        public static Write Create(ReadOnlyMemory<byte> data, Event ack) => Create(new ReadOnlySequence<byte>(data), ack);

        /// <inheritdoc cref="Create(ReadOnlySequence{byte})"/>
        public static Write Create(byte[] data) => Create(new ReadOnlySequence<byte>(data));

        /// <inheritdoc cref="Create(ReadOnlySequence{byte}, Event)"/>
        public static Write Create(byte[] data, Event ack) => Create(new ReadOnlySequence<byte>(data), ack);

        /// <inheritdoc/>
        public override string ToString() => $"Write({Bytes} bytes, ack: {Ack})";
    }

    /// <summary>Writes taken and refused as one; each simple write inside has its own acknowledgement.</summary>
    public sealed class CompoundWrite : WriteCommand, IEnumerable<SimpleWriteCommand>
    {
        /// <summary>Creates the command.</summary>
        /// <param name="head">What is written first.</param>
        /// <param name="tailCommand">What is written after it.</param>
        public CompoundWrite(SimpleWriteCommand head, WriteCommand tailCommand)
        {
            ArgumentNullException.ThrowIfNull(head);
            ArgumentNullException.ThrowIfNull(tailCommand);
            Head = head;
            TailCommand = tailCommand;
            Bytes = head.Bytes + tailCommand.Bytes;
        }

        /// <summary>What is written first.</summary>
        public SimpleWriteCommand Head { get; }

        /// <summary>What is written after it.</summary>
        public WriteCommand TailCommand { get; }

        /// <inheritdoc/>
        public override long Bytes { get; }

        /// <summary>The simple writes, in the order of their bytes.</summary>
        /// <returns>An enumerator over them.</returns>
        public IEnumerator<SimpleWriteCommand> GetEnumerator()
        {
            WriteCommand rest = this;
            while (rest is CompoundWrite compound)
            {
                yield return compound.Head;
                rest = compound.TailCommand;
            }

            yield return (SimpleWriteCommand)rest;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <inheritdoc/>
        public override string ToString() => $"CompoundWrite({Head}, {TailCommand})";
    }

    /// <summary>The acknowledgement of a write that wants none.</summary>
    public class NoAck : Event
    {
        /// <summary>An instance without a token.</summary>
        public static readonly NoAck Instance = new(null);

        /// <summary>Creates one with a token that tells this write from others when it fails.</summary>
        /// <param name="token">Anything.</param>
        public NoAck(object? token) => Token = token;

        /// <summary>Tells this write from others in <see cref="CommandFailed"/>.</summary>
        public object? Token { get; }

        /// <inheritdoc/>
        public override string ToString() => $"NoAck({Token})";
    }

    /// <summary>
    /// Lets writing go on after a write was refused (<see cref="Register.UseResumeWriting"/>). The sender gets
    /// <see cref="WritingResumed"/> once everything queued has been handed to the operating system.
    /// </summary>
    public sealed class ResumeWriting : Command
    {
        /// <summary>The only instance.</summary>
        public static readonly ResumeWriting Instance = new();

        private ResumeWriting() { }
    }

    /// <summary>Answers <see cref="ResumeWriting"/>: writes are taken again.</summary>
    public sealed class WritingResumed : Event
    {
        /// <summary>The only instance.</summary>
        public static readonly WritingResumed Instance = new();

        private WritingResumed() { }
    }
}
