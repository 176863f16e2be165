namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>The database cannot be used as it is; trying again without a change there or in the settings will not help.</summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class ClusterSchemaException(string message) : Exception(message);

/// <summary>The lease is over: what was to be stored under it is not stored.</summary>
internal sealed class LeaseLostException(string message, Exception inner) : Exception(message, inner);

/// <summary>Entries that were not read yet are no longer kept, or their texts are not.</summary>
internal sealed class EntriesLostException(string message) : Exception(message);
