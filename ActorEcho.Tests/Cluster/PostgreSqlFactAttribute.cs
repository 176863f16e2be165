namespace ActorEcho.Tests.Cluster;

/// <summary>A test that needs PostgreSQL: skipped where there is none, unless it is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = PostgreSqlServer.SkipReason;
}
