using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Actors.Clients.Chat;

/// <summary>
/// A user's side of a ProofChat session, against our server and against the original's: each frame leaves in one write,
/// and no text is longer than the original can read. One reader and one writer may be at work at the same time.
/// </summary>
public sealed class ChatClient
{
    /// <summary>The longest text that every server and client reads, in bytes: the original sums the eight bytes of a
    /// length up, which is right to 255.</summary>
    private const int LongestSaid = ChatLimits.LongestForEveryClient;

    /// <summary>The server puts <c>[PM] </c> before a private text.</summary>
    private const int LongestWhispered = LongestSaid - 5;

    private const int ReadBytes = 16 * 1024;
    private const int MaxTextBytes = 16 * 1024 * 1024;
    private const int MaxUsers = 1_000_000;

    private readonly ClientStream _connection;
    private readonly ServerFrameDecoder _decoder = new(MaxTextBytes, MaxUsers);
    private readonly byte[] _buffer = new byte[ReadBytes];
    private ReadOnlySequence<byte> _input;

    private ChatClient(ClientStream connection, ChatName name)
    {
        _connection = connection;
        Name = name;
    }

    /// <summary>The name that the client took.</summary>
    public ChatName Name { get; }

    /// <summary>Who was here when the client came, itself included, the newest first.</summary>
    public ImmutableArray<ChatName> UsersAtStart { get; private set; }

    /// <summary>Takes a name.</summary>
    /// <param name="connection">A fresh connection; not disposed of.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The client, registered.</returns>
    /// <exception cref="ChatRefusedException">The server refuses the name, or does not speak ProofChat.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<ChatClient> JoinAsync(
        ClientStream connection, ChatName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var client = new ChatClient(connection, name);
        await connection.WriteAsync(ClientFrame.Register(name).Encode(), cancellationToken);
        ChatEvent? answer;
        try
        {
            answer = await client.ReadAsync(cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new ChatRefusedException($"the server does not speak ProofChat: {exception.Message}");
        }

        client.UsersAtStart = answer switch
        {
            ChatEvent.Present present => present.Users,
            ChatEvent.Failed failed => throw new ChatRefusedException($"the server denied the name: {failed.Reason}"),
            null => throw new ChatRefusedException("the server closed the connection instead of answering"),
            _ => throw new ChatRefusedException("the server denied the connection: it answered with a message"),
        };
        return client;
    }

    /// <summary>Says something to everyone.</summary>
    /// <param name="text">The text; a long one leaves as several messages, cut between characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task SayAsync(string text, CancellationToken cancellationToken)
    {
        foreach (var piece in Pieces(text, LongestSaid))
        {
            await _connection.WriteAsync(ClientFrame.Say(piece).Encode(), cancellationToken);
        }
    }

    /// <summary>Says something to one user; the answer, if any, is a <see cref="ChatEvent.Failed"/>.</summary>
    /// <param name="target">The user.</param>
    /// <param name="text">The text; a long one leaves as several messages, cut between characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task WhisperAsync(ChatName target, string text, CancellationToken cancellationToken)
    {
        foreach (var piece in Pieces(text, LongestWhispered))
        {
            await _connection.WriteAsync(ClientFrame.Whisper(target, piece).Encode(), cancellationToken);
        }
    }

    /// <summary>Says good-bye. Our server answers with who remains and closes; the original does neither.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task LeaveAsync(CancellationToken cancellationToken) =>
        await _connection.WriteAsync(ClientFrame.Exit(Name).Encode(), cancellationToken);

    /// <summary>Reads what the server tells next.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or null when the server closed the connection.</returns>
    /// <exception cref="InvalidDataException">The server does not keep to the format.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<ChatEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (_decoder.Read(ref _input, out var frame, out var fault))
            {
                case FrameReading.Complete:
                    return ChatEvent.Of(frame);
                case FrameReading.Faulted:
                    throw new InvalidDataException($"The server sent {fault}.");
                default:
                    var read = await _connection.ReadAsync(_buffer, cancellationToken);
                    if (read == 0) return null;
                    _input = new ReadOnlySequence<byte>(_buffer, 0, read);
                    break;
            }
        }
    }

    private static IEnumerable<ReadOnlySequence<byte>> Pieces(string text, int longest)
    {
        var rest = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text));
        do
        {
            var length = TextSplit.FirstPiece(rest, longest);
            yield return rest.Slice(0, length);
            rest = rest.Slice(length);
        }
        while (!rest.IsEmpty);
    }
}
