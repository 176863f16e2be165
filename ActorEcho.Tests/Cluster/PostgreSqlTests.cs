namespace ActorEcho.Tests.Cluster;

/// <summary>The tests that share a PostgreSQL, one at a time, since some of them stop it.</summary>
[CollectionDefinition(Name)]
public sealed class PostgreSqlTests : ICollectionFixture<PostgreSqlServer>
{
    public const string Name = "PostgreSQL";
}

/// <content>Started before the tests and stopped after them.</content>
public sealed partial class PostgreSqlServer : IAsyncLifetime;
