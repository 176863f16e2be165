using System.Buffers;
using System.Buffers.Binary;

namespace ActorEcho.Actors.Transports.Proxy;

/// <summary>
/// Reads the header of the PROXY protocol, version 1 or 2, off the beginning of a stream that may be cut anywhere
/// (https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt). Takes not a byte more than the header. Not thread-safe.
/// </summary>
internal sealed class ProxyHeaderReader
{
    /// <summary>The longest line of version 1, with its end: section 2.1.</summary>
    public const int MaxLineBytes = 107;

    /// <summary>
    /// The most that version 2 may add to its first 16 bytes: addresses and the proxy's remarks. The protocol would allow
    /// 64 KiB; real proxies stay below 1 KiB.
    /// </summary>
    public const int MaxAdditionalBytes = 4096;

    private const int FixedBytes = 16;

    private readonly byte[] _bytes = new byte[MaxLineBytes];
    private int _kept;
    private int _length;
    private int _additionalBytes;

    private static ReadOnlySpan<byte> LinePrefix => "PROXY "u8;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>The header, once it has been read to its end.</summary>
    public ProxyHeader? Header { get; private set; }

    /// <summary>What is wrong; null as long as nothing is.</summary>
    public string? Problem { get; private set; }

    private bool IsDone => Header is not null || Problem is not null;

    /// <summary>Reads on.</summary>
    /// <param name="input">The next bytes.</param>
    /// <returns>What is left of them behind the header; empty as long as it is not complete.</returns>
    public ReadOnlySequence<byte> Read(in ReadOnlySequence<byte> input)
    {
        var taken = 0L;
        foreach (var segment in input)
        {
            foreach (var next in segment.Span)
            {
                if (IsDone) return input.Slice(taken);
                taken++;
                Take(next);
            }
        }

        return input.Slice(taken);
    }

    private void Take(byte next)
    {
        // What a proxy remarks after the addresses is of no interest, and not kept.
        if (_kept < _bytes.Length) _bytes[_kept++] = next;
        var at = _length++;
        if (_bytes[0] == LinePrefix[0]) TakeOfLine(at, next);
        else TakeOfBinary(at, next);
    }

    private void TakeOfLine(int at, byte next)
    {
        if (at < LinePrefix.Length)
        {
            if (next != LinePrefix[at]) Problem = "it does not begin with a PROXY header";
        }
        else if (next == '\n')
        {
            if (ProxyLine.TryParse(_bytes.AsSpan(0, _kept), out var header)) Header = header;
            else Problem = "its PROXY line is malformed";
        }
        else if (_length == MaxLineBytes)
        {
            Problem = $"its PROXY line is longer than {MaxLineBytes} bytes";
        }
    }

    private void TakeOfBinary(int at, byte next)
    {
        switch (at)
        {
            case < 12:
                if (next != Signature[at]) Problem = "it does not begin with a PROXY header";
                return;
            case 12:
                if (next is not 0x20 and not 0x21) Problem = $"its PROXY header has version and command 0x{next:X2}; known are 0x20 and 0x21";
                return;
            case 15:
                _additionalBytes = BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(14));
                if (_additionalBytes > MaxAdditionalBytes) Problem = $"its PROXY header has {_additionalBytes} bytes more; {MaxAdditionalBytes} are allowed";
                break;
        }

        if (Problem is not null || _length < FixedBytes || _length < FixedBytes + _additionalBytes) return;
        if (ProxyBinary.TryParse(_bytes.AsSpan(0, _kept), out var header)) Header = header;
        else Problem = $"its PROXY header is malformed, or of a kind that is no stream: family and protocol 0x{_bytes[13]:X2} with {_additionalBytes} bytes";
    }
}
