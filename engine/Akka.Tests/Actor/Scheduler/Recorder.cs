using System.Threading.Channels;
using Akka.Actor;

namespace Akka.Tests.Actor.Scheduler;

/// <summary>Receives messages and gives them to a test, which waits for each with a deadline.</summary>
internal sealed class Recorder : ICanTell
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly Channel<(object Message, IActorRef? Sender)> _messages = Channel.CreateUnbounded<(object, IActorRef?)>();

    public void Tell(object message, IActorRef? sender) => _messages.Writer.TryWrite((message, sender));

    public async Task<object> Next() => (await NextWithSender()).Message;

    public async Task<(object Message, IActorRef? Sender)> NextWithSender() =>
        await _messages.Reader.ReadAsync().AsTask().WaitAsync(Deadline);

    public async Task<object[]> Next(int count)
    {
        var messages = new object[count];
        for (var i = 0; i < count; i++)
            messages[i] = await Next();
        return messages;
    }

    /// <summary>All that came until now.</summary>
    public List<object> Rest()
    {
        var rest = new List<object>();
        while (_messages.Reader.TryRead(out var item))
            rest.Add(item.Message);
        return rest;
    }
}
