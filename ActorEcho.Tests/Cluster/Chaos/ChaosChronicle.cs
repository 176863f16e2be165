using System.Buffers;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;
using Npgsql;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>
/// All that was ever stored in the room, kept by the database itself in the same transaction: what the nodes forget, and the private
/// texts that they erase, stay here.
/// </summary>
internal sealed class ChaosChronicle(PostgreSqlServer server, string schema)
{
    /// <summary>Makes the schema, before any node does, and begins to write.</summary>
    public async Task BeginAsync()
    {
        var store = new ClusterStore(new ClusterSettings(PostgreSqlServer.ConnectionString(server.Port)) { Schema = schema });
        await (await store.OpenAsync("tests")).DisposeAsync();
        await server.QueryAsync($"""
            create table {schema}.chronicle (like {schema}.entries, transaction bigint not null);
            create function {schema}.write_chronicle() returns trigger language plpgsql as $$
            begin
                insert into {schema}.chronicle select new.*, txid_current();
                return null;
            end
            $$;
            create trigger write_chronicle after insert on {schema}.entries for each row execute function {schema}.write_chronicle();
            """);
    }

    /// <summary>What has happened, in the room's order.</summary>
    public async Task<IReadOnlyList<ChaosEntry>> ReadAsync()
    {
        var entries = new List<ChaosEntry>();
        await using var connection = new NpgsqlConnection($"{PostgreSqlServer.ConnectionString(server.Port)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"select sequence, kind, name, body, stored_at, transaction from {schema}.chronicle order by sequence", connection);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var entry = new StoredEntry(
                rows.GetInt64(0), (EntryKind)rows.GetInt16(1), new ChatName(rows.GetFieldValue<byte[]>(2)), 0,
                await rows.IsDBNullAsync(3) ? null : rows.GetFieldValue<byte[]>(3));
            Assert.Equal(entries.Count + 1, entry.Sequence);
            var bytes = new ReadOnlySequence<byte>(entry.ToMessage()!.Bytes);
            Assert.Equal(FrameReading.Complete, new ServerFrameDecoder(1 << 16, 0).Read(ref bytes, out var frame, out _));
            entries.Add(new ChaosEntry(frame.Sender.ToString(), Encoding.UTF8.GetString(frame.Text.ToArray()), rows.GetDateTime(4))
            {
                Target = entry.Kind == EntryKind.Whisper ? entry.Name.ToString() : null,
                Transaction = rows.GetInt64(5),
            });
        }

        return entries;
    }
}
