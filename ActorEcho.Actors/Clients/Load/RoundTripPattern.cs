namespace ActorEcho.Actors.Clients.Load;

/// <summary>
/// What is sent in a round-trip load, and what must come back for it: two endless streams of bytes of which every part
/// differs from its neighbours, so that bytes lost, doubled, swapped or mixed up between connections are seen.
/// Immutable; shared by all connections, each beginning at another place.
/// </summary>
public sealed class RoundTripPattern
{
    /// <summary>The longest piece that <see cref="Requests"/> and <see cref="Answers"/> give at once, in bytes.</summary>
    public const int LongestPiece = 256 * 1024;

    private const int Seed = 4343;

    /// <summary>A prime, so that it is no multiple of a window, whose loss as a whole would go unseen otherwise.</summary>
    private const int EchoPeriod = 65_521;

    private const int LinesPerPeriod = 1_021;
    private const int LineEndBytes = 2;

    private readonly byte[] _requests;
    private readonly byte[] _answers;

    private RoundTripPattern(string protocol, int messageBytes, byte[] requests, byte[] answers)
    {
        Protocol = protocol;
        MessageBytes = messageBytes;
        Period = requests.Length;
        _requests = Repeat(requests);
        _answers = Repeat(answers);
    }

    /// <summary>The shortest line of a ping-pong pattern, with its end.</summary>
    public static int ShortestLine => 1 + LineEndBytes;

    /// <summary>The protocol's name, for the report.</summary>
    public string Protocol { get; }

    /// <summary>The size of a message, and of its answer, in bytes.</summary>
    public int MessageBytes { get; }

    /// <summary>After how many bytes the streams repeat.</summary>
    public int Period { get; }

    /// <summary>Random bytes that come back as they are.</summary>
    /// <param name="messageBytes">The size of a message; at least 1.</param>
    /// <returns>The pattern.</returns>
    public static RoundTripPattern Echo(int messageBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(messageBytes, 1);
        var bytes = new byte[EchoPeriod];
        new Random(Seed).NextBytes(bytes);
        return new RoundTripPattern("echo", messageBytes, bytes, bytes);
    }

    /// <summary>Lines of random letters; where a line is as long as <c>ping</c>, two of three are <c>ping</c> or
    /// <c>pong</c>, and the other one comes back.</summary>
    /// <param name="messageBytes">The length of a line with its CR LF; at least <see cref="ShortestLine"/>.</param>
    /// <returns>The pattern.</returns>
    public static RoundTripPattern PingPong(int messageBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(messageBytes, ShortestLine);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messageBytes, Array.MaxLength / (2 * LinesPerPeriod));
        var random = new Random(Seed);
        var requests = new byte[LinesPerPeriod * messageBytes];
        var answers = new byte[requests.Length];
        for (var start = 0; start < requests.Length; start += messageBytes)
        {
            var request = requests.AsSpan(start, messageBytes);
            random.GetItems("abcdefghijklmnopqrstuvwxyz"u8, request[..^LineEndBytes]);
            "\r\n"u8.CopyTo(request[^LineEndBytes..]);
            var answer = answers.AsSpan(start, messageBytes);
            request.CopyTo(answer);
            if (messageBytes != "ping\r\n"u8.Length) continue;
            switch (random.Next(3))
            {
                case 0:
                    "ping"u8.CopyTo(request);
                    "pong"u8.CopyTo(answer);
                    break;
                case 1:
                    "pong"u8.CopyTo(request);
                    "ping"u8.CopyTo(answer);
                    break;
            }
        }

        return new RoundTripPattern("ping-pong", messageBytes, requests, answers);
    }

    /// <summary>Where a connection begins: at a message's start, and each at another one.</summary>
    /// <param name="connection">The connection's number.</param>
    /// <returns>The position of its first byte in both streams.</returns>
    public long StartOf(int connection) => (long)connection * 7 * MessageBytes;

    /// <summary>What to send.</summary>
    /// <param name="position">The position in the stream.</param>
    /// <param name="length">How much is wanted, in bytes.</param>
    /// <returns>As much of it as there is in one piece; at least 1 byte.</returns>
    public ReadOnlyMemory<byte> Requests(long position, long length) =>
        _requests.AsMemory((int)(position % Period), (int)Math.Min(length, LongestPiece));

    /// <summary>What must have come back.</summary>
    /// <param name="position">The position in the stream.</param>
    /// <param name="length">How much, at most <see cref="LongestPiece"/>.</param>
    /// <returns>The bytes.</returns>
    public ReadOnlySpan<byte> Answers(long position, int length) =>
        _answers.AsSpan((int)(position % Period), length);

    /// <summary>A period and a piece, so that a piece can begin anywhere in the period.</summary>
    private static byte[] Repeat(byte[] period)
    {
        var repeated = new byte[period.Length + LongestPiece];
        for (var i = 0; i < repeated.Length; i += period.Length)
        {
            period.AsSpan(0, Math.Min(period.Length, repeated.Length - i)).CopyTo(repeated.AsSpan(i));
        }

        return repeated;
    }
}
