using System.Buffers;
using System.Globalization;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Actors.Cluster.Storage;
using Npgsql;
using Xunit.Abstractions;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>Short here; <c>benchmarks/chaos --minutes N --seed S</c> runs it for longer.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ChaosTests(PostgreSqlServer server, ITestOutputHelper output)
{
    private const string SecondsVariable = "ACTORECHO_CHAOS_SECONDS";
    private const string SeedVariable = "ACTORECHO_CHAOS_SEED";
    private const int DefaultSeconds = 20;
    private const int DefaultSeed = 1;

    [PostgreSqlFact]
    public async Task Whatever_fails_no_name_is_held_twice_and_all_hear_the_same_in_one_order()
    {
        var schema = server.NewSchema();
        var seed = Setting(SeedVariable, DefaultSeed);
        output.WriteLine($"seed {seed}");
        var run = new ChaosRun(server, schema, seed, TimeSpan.FromSeconds(Setting(SecondsVariable, DefaultSeconds)), output.WriteLine);
        await run.RunAsync();

        var room = await ReadRoomAsync(schema);
        var members = run.Sessions.Count(static session => session.IsMember);
        output.WriteLine($"{run.Faults} faults, {run.Sessions.Count} connections, {members} of them members, {room.Count} entries");
        Assert.True(members > 30 && room.Count > 200, "Too little happened to prove anything.");
        Assert.Empty(new ChaosChecker(room, run.Sessions).Check());
    }

    private static int Setting(string variable, int fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;

    private async Task<List<(string Sender, string Text)>> ReadRoomAsync(string schema)
    {
        var room = new List<(string, string)>();
        await using var connection = new NpgsqlConnection($"{PostgreSqlServer.ConnectionString(server.Port)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"select sequence, kind, name, body from {schema}.entries where kind <> 4 order by sequence", connection);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var entry = new StoredEntry(
                rows.GetInt64(0), (EntryKind)rows.GetInt16(1), new ChatName(rows.GetFieldValue<byte[]>(2)), 0,
                await rows.IsDBNullAsync(3) ? null : rows.GetFieldValue<byte[]>(3));
            var bytes = new ReadOnlySequence<byte>(entry.ToMessage()!.Bytes);
            Assert.Equal(FrameReading.Complete, new ServerFrameDecoder(1 << 16, 0).Read(ref bytes, out var frame, out _));
            room.Add((frame.Sender.ToString(), Encoding.UTF8.GetString(frame.Text.ToArray())));
        }

        return room;
    }
}
