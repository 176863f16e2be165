using Akka.Actor;
using Akka.Actor.Dsl;

namespace Akka.Tests.Actor;

/// <summary>Recipes for actors written as lambdas.</summary>
internal static class ActProps
{
    public static Props Of(Action<IActorDsl> config) => Props.Create(() => new Act(config));
}
