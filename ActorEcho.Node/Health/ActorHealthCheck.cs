using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorEcho.Node.Health;

/// <summary>Asks an actor how what it looks after is.</summary>
/// <typeparam name="TAnswer">Its answer.</typeparam>
/// <param name="actor">The actor; null while the node is starting.</param>
/// <param name="question">What it is asked.</param>
/// <param name="isHealthy">Whether all is well.</param>
/// <param name="text">The answer in plain words.</param>
internal sealed class ActorHealthCheck<TAnswer>(
    Func<IActorRef?> actor, object question, Func<TAnswer, bool> isHealthy, Func<TAnswer, string> text) : IHealthCheck
{
    // An actor answers within microseconds; one that does not within this is in trouble.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (actor() is not { } asked) return HealthCheckResult.Unhealthy("the node is starting");
        try
        {
            var answer = await asked.Ask<TAnswer>(question, Deadline, cancellationToken);
            return new HealthCheckResult(isHealthy(answer) ? HealthStatus.Healthy : HealthStatus.Unhealthy, text(answer));
        }
        catch (AskTimeoutException)
        {
            return HealthCheckResult.Unhealthy($"{asked.Path.ToStringWithoutAddress()} does not answer");
        }
    }
}
