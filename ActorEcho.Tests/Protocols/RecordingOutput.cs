using System.Buffers;
using System.Text;
using ActorEcho.Actors.Protocols;

namespace ActorEcho.Tests.Protocols;

/// <summary>Keeps what a protocol does, as a connection would: after a close, effects only.</summary>
internal sealed class RecordingOutput : IProtocolOutput
{
    public List<byte[]> Writes { get; } = [];

    public List<IProtocolEffect> Effects { get; } = [];

    public string? CloseReason { get; private set; }

    public bool IsClosed => CloseReason is not null;

    public bool IsPaused { get; private set; }

    public byte[] Bytes => [.. Writes.SelectMany(write => write)];

    public string Text => Encoding.Latin1.GetString(Bytes);

    public void Write(ReadOnlySequence<byte> bytes)
    {
        if (!IsClosed) Writes.Add(bytes.ToArray());
    }

    public void Emit(IProtocolEffect effect) => Effects.Add(effect);

    public void PauseInput() => IsPaused = true;

    public void ResumeInput() => IsPaused = false;

    public void Close(string reason) => CloseReason ??= reason;
}
