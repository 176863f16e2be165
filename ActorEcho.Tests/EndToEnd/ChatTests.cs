using System.Net;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat.Wire;
using Akka.Tests.IO;

namespace ActorEcho.Tests.EndToEnd;

public abstract class ChatTests(string transport) : EndToEndTest(transport)
{
    [TransportFact]
    public async Task The_exchange_of_the_wire_document_byte_by_byte()
    {
        var server = await ServeAsync(ChatSettings.Default);
        using var alice = await Client.ConnectAsync(server);
        foreach (var value in (byte[])[0x00, 0x61, 0x6c, 0x69, 0x63, 0x65, .. new byte[27]]) await alice.SendAsync([value]);
        await alice.ExpectAsync([0x00, 1, 0, 0, 0, 0, 0, 0, 0, .. "alice"u8, .. new byte[27]]);

        using var bob = await Client.ConnectAsync(server);
        await bob.SendAsync([0x00, .. "bob"u8, .. new byte[29]]);
        await bob.ExpectAsync([0x00, 2, 0, 0, 0, 0, 0, 0, 0, .. "bob"u8, .. new byte[29], .. "alice"u8, .. new byte[27]]);
        await alice.ExpectAsync([0x01, .. "SERVER"u8, .. new byte[26], 14, 0, 0, 0, 0, 0, 0, 0, .. "bob has joined"u8]);

        await alice.SendAsync([0x01, 5, 0, 0, 0, 0, 0, 0, 0, .. "hello"u8]);
        await bob.ExpectAsync([0x01, .. "alice"u8, .. new byte[27], 5, 0, 0, 0, 0, 0, 0, 0, .. "hello"u8]);

        await alice.SendAsync([0x02, .. "bob"u8, .. new byte[29], 6, 0, 0, 0, 0, 0, 0, 0, .. "secret"u8]);
        await bob.ExpectAsync([0x01, .. "alice"u8, .. new byte[27], 0x0b, 0, 0, 0, 0, 0, 0, 0, .. "[PM] secret"u8]);

        await alice.SendAsync([0x02, .. "dave"u8, .. new byte[28], 2, 0, 0, 0, 0, 0, 0, 0, .. "hi"u8]);
        await alice.ExpectAsync([0x02, 3, 0, 0, 0, 0, 0, 0, 0]);

        await bob.SendAsync([0x03, .. "bob"u8, .. new byte[29]]);
        await bob.ExpectAsync([0x00, 1, 0, 0, 0, 0, 0, 0, 0, .. "alice"u8, .. new byte[27]]);
        await bob.ExpectEndAsync();
        await alice.ExpectAsync([0x01, .. "SERVER"u8, .. new byte[26], 12, 0, 0, 0, 0, 0, 0, 0, .. "bob has left"u8]);
    }

    [TransportFact]
    public async Task Registration_and_texts_in_one_segment_are_all_handled_in_order()
    {
        var server = await ServeAsync(ChatSettings.Default);
        using var bob = await JoinAsync(server, "bob");
        using var alice = await Client.ConnectAsync(server);
        const int texts = 2000;
        byte[] burst = [.. Frames.Register("alice"), .. Enumerable.Range(0, texts).SelectMany(i => Frames.Say($"text {i}"))];
        await alice.SendAsync(burst);
        await alice.ExpectAsync(Frames.Ack("alice", "bob"));
        await bob.ExpectAsync(Frames.Message("SERVER", "alice has joined"));
        for (var i = 0; i < texts; i++) await bob.ExpectAsync(Frames.Message("alice", $"text {i}"));
    }

    [TransportFact]
    public async Task A_long_text_arrives_in_frames_that_every_client_can_read()
    {
        var server = await ServeAsync(ChatSettings.Default);
        using var bob = await JoinAsync(server, "bob");
        using var alice = await JoinAsync(server, "alice", "bob");
        await bob.ExpectAsync(Frames.Message("SERVER", "alice has joined"));
        await alice.SendAsync(Frames.Say(new string('x', 300)));
        await bob.ExpectAsync(Frames.Message("alice", new string('x', 255)));
        await bob.ExpectAsync(Frames.Message("alice", new string('x', 45)));
    }

    [TransportFact]
    public async Task A_refused_name_may_be_followed_by_another()
    {
        var server = await ServeAsync(ChatSettings.Default);
        using var alice = await JoinAsync(server, "alice");
        using var second = await Client.ConnectAsync(server);
        await second.SendAsync(Frames.Register("alice"));
        await second.ExpectAsync(Frames.Error(ChatError.NameTaken));
        await second.SendAsync(Frames.Register("bob"));
        await second.ExpectAsync(Frames.Ack("bob", "alice"));
    }

    [TransportFact]
    public Task When_a_client_closes_its_name_is_free_and_the_others_hear_of_it() => AssertNameIsFreedAsync(bob => bob.Dispose());

    [TransportFact]
    public Task When_a_client_is_reset_its_name_is_free_and_the_others_hear_of_it() => AssertNameIsFreedAsync(bob => bob.Reset());

    private async Task AssertNameIsFreedAsync(Action<Client> go)
    {
        var server = await ServeAsync(ChatSettings.Default);
        using var alice = await JoinAsync(server, "alice");
        using var bob = await JoinAsync(server, "bob", "alice");
        await alice.ExpectAsync(Frames.Message("SERVER", "bob has joined"));
        await bob.SendAsync(Frames.Say("half a message")[..12]);
        go(bob);
        await alice.ExpectAsync(Frames.Message("SERVER", "bob has left"));
        using var again = await JoinAsync(server, "bob", "alice");
    }

    [TransportFact]
    public async Task What_cannot_be_read_is_answered_before_the_server_closes()
    {
        var server = await ServeAsync(ChatSettings.Default);
        using var alice = await JoinAsync(server, "alice");
        await alice.SendAsync([0x09, .. new byte[100_000]]);
        await alice.ExpectAsync(Frames.Error(ChatError.UnknownFormat));
        await alice.ExpectEndAsync();
    }

    [TransportFact]
    public async Task A_member_that_never_reads_is_cut_off_and_nobody_waits_for_it()
    {
        var server = await ServeAsync(new ChatSettings { MaxQueuedBytes = 64 * 1024, SplitLongTexts = false });
        using var deaf = await Client.ConnectAsync(server, receiveBuffer: 4096);
        await deaf.SendAsync(Frames.Register("deaf"));
        await deaf.ExpectAsync(Frames.Ack("deaf"));
        using var bob = await JoinAsync(server, "bob", "deaf");
        using var alice = await JoinAsync(server, "alice", "bob", "deaf");
        await bob.ExpectAsync(Frames.Message("SERVER", "alice has joined"));
        await EventFilter.Info(contains: "does not read").ExpectOneAsync(async () =>
        {
            var text = Frames.Say(new string('x', 20_000));
            var message = Frames.Message("alice", new string('x', 20_000));
            var left = Frames.Message("SERVER", "deaf has left");
            for (var isDeafThere = true; isDeafThere;)
            {
                await alice.SendAsync(text);
                var header = await bob.ReceiveAsync(41);
                isDeafThere = header.AsSpan().SequenceEqual(message.AsSpan(0, 41));
                if (isDeafThere) await bob.ExpectAsync(message[41..]);
                else await bob.ExpectAsync(left[41..]);
            }
        });
        await AwaitNoConnectionAsync(1);
    }

    [TransportFact]
    public async Task The_longest_text_costs_no_member_that_reads_its_connection()
    {
        var settings = new ChatSettings { MaxQueuedBytes = ChatSettings.Default.LeastMaxQueuedBytes };
        var server = await ServeAsync(settings);
        using var bob = await JoinAsync(server, "bob");
        using var alice = await JoinAsync(server, "alice", "bob");
        await bob.ExpectAsync(Frames.Message("SERVER", "alice has joined"));
        var text = new string('x', settings.MaxTextBytes);
        await alice.SendAsync(Frames.Say(text));
        foreach (var piece in text.Chunk(ChatLimits.LongestForEveryClient)) await bob.ExpectAsync(Frames.Message("alice", new string(piece)));
        await alice.SendAsync(Frames.Say("still here?"));
        await bob.ExpectAsync(Frames.Message("alice", "still here?"));
    }

    [TransportFact]
    public async Task One_name_asked_for_at_the_same_moment_goes_to_exactly_one()
    {
        var server = await ServeAsync(ChatSettings.Default);
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.ConnectAsync(server)));
        var answers = await Task.WhenAll(clients.Select(async client =>
        {
            await client.SendAsync(Frames.Register("alice"));
            return (await client.ReceiveAsync(1))[0];
        }));
        foreach (var client in clients) client.Dispose();
        Assert.Equal(1, answers.Count(opcode => opcode == 0));
        Assert.Equal(19, answers.Count(opcode => opcode == 2));
    }

    private static async Task<Client> JoinAsync(EndPoint server, string name, params string[] others)
    {
        var client = await Client.ConnectAsync(server);
        await client.SendAsync(Frames.Register(name));
        await client.ExpectAsync(Frames.Ack([name, .. others]));
        return client;
    }
}
