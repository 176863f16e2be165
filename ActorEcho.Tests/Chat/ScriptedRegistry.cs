using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Protocols;
using ActorEcho.Tests.Protocols;

namespace ActorEcho.Tests.Chat;

/// <summary>
/// A registry for one session: answers its requests when told to, as if the users of <paramref name="others"/> were
/// here too.
/// </summary>
internal sealed class ScriptedRegistry(ChatProtocol session, RecordingOutput output, params string[] others)
{
    private readonly ReadOnlyMemory<ChatName> _others = others.Select(ChatName.Parse).ToArray();
    private ChatName _name;
    private int _answered;

    public List<string> Routed { get; } = [];

    /// <summary>Answers what was asked since the last time, and what is asked because of that; false if nothing was.</summary>
    public bool Answer()
    {
        var before = _answered;
        while (_answered < output.Effects.Count) Answer((ChatRequest)output.Effects[_answered++]);
        return _answered > before;
    }

    private void Answer(ChatRequest request)
    {
        switch (request)
        {
            case ChatRequest.Register register when _others.Span.Contains(register.Name):
                Notify(new ChatNotice.Refused(ChatError.NameTaken));
                break;
            case ChatRequest.Register register:
                _name = register.Name;
                Notify(new ChatNotice.Registered((ChatName[])[_name, .. _others.Span]));
                break;
            case ChatRequest.Broadcast broadcast:
                Keep("all", broadcast.Message);
                if (broadcast.Confirm) Notify(ChatNotice.Routed.Instance);
                break;
            case ChatRequest.Whisper whisper when whisper.Target == _name:
                Notify(whisper.Message);
                Notify(ChatNotice.Whispered.Instance);
                break;
            case ChatRequest.Whisper whisper when _others.Span.Contains(whisper.Target):
                Keep(whisper.Target.ToString(), whisper.Message);
                Notify(ChatNotice.Whispered.Instance);
                break;
            case ChatRequest.Whisper:
                Notify(ChatNotice.NoSuchUser.Instance);
                break;
            case ChatRequest.Leave:
                Notify(new ChatNotice.Left(_others));
                break;
        }
    }

    /// <summary>A request made before the connection closed is still carried out, but nobody hears the answer.</summary>
    private void Notify(IProtocolNotice notice)
    {
        if (!output.IsClosed) session.Notify(notice, output);
    }

    private void Keep(string target, ChatMessage message)
    {
        foreach (var frame in message.Frames) Routed.Add($"{target}: {Convert.ToHexString(frame.Span)}");
    }
}
