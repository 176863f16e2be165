namespace ActorEcho.Actors.Settings;

/// <summary>One chat over many nodes, which share a PostgreSQL database. Without these settings a node is on its own.</summary>
/// <param name="ConnectionString">The way to the database, as Npgsql takes it (<c>Host=…;Database=…;Username=…</c>).</param>
public sealed record ClusterSettings(string ConnectionString)
{
    /// <summary>
    /// The node's name, 1 to 63 letters, digits, dots, dashes and underscores; each node needs one of its own. By default the
    /// machine's name: right as long as a machine runs one node.
    /// </summary>
    public string Node { get; init; } = Environment.MachineName;

    /// <summary>
    /// The database's schema, which nobody else uses: lower-case letters, digits and underscores, a letter first, 63 at most. By
    /// default <c>actorecho</c>. Nodes with different schemas are different clusters.
    /// </summary>
    public string Schema { get; init; } = "actorecho";

    /// <summary>
    /// Within this time the names of a node that was killed are free and the others have heard that its users left, 1 s to
    /// 5 minutes. By default 10 s. A node whose database is away parts from its users after six tenths of it. The same on all nodes.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the database has to store something; what it has not begun to store by then it never stores, and the user is told so, 100
    /// ms to half of <see cref="Lease"/>. By default 2 s. The nodes give up connections that do not answer for as long, and then have half
    /// as long again to find out what came of what they had sent.
    /// </summary>
    public TimeSpan StoreTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How much may wait on this node to be stored, in bytes, 64 KiB to 1 GiB; what comes beyond that cannot be stored, as its
    /// user is told at once. By default 16 MiB: a second of what one database can take.
    /// </summary>
    public int MaxPendingBytes { get; init; } = 16 << 20;

    /// <summary>
    /// How many of the last messages are kept, joins and leaves among them, 0 to 1,000,000. By default 1,000. What a node has
    /// not yet delivered is kept besides.
    /// </summary>
    public int RetainMessages { get; init; } = 1000;

    /// <summary>How long a message is kept at most, 1 s to 365 days. By default an hour.</summary>
    public TimeSpan RetainAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How many of the last texts a user is shown after joining, 0 to 1,000; of these the newest that make up 256 KiB, among the last
    /// 10,000 entries, joins and leaves among them. By default 0, as ProofChat shows none. They wait for the user like all texts, so give
    /// <see cref="ChatSettings.MaxQueuedBytes"/> twice that size.
    /// </summary>
    public int ReplayOnJoin { get; init; }
}
