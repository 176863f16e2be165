using System.Collections.Immutable;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Settings;
using Akka;
using Akka.Actor;
using Akka.Hosting;
using Akka.IO;

namespace ActorEcho.Actors.Listening;

/// <summary>Listeners in a hosted actor system: they start with it, and give their clients time when it stops.</summary>
public static class ListenersHosting
{
    // Binding takes milliseconds, a host name's resolution some seconds; beyond this something hangs.
    private static readonly TimeSpan BindDeadline = TimeSpan.FromSeconds(30);

    // The phase must outlast what it waits for, or it would be given up just when the last clients are cut off.
    private static readonly TimeSpan PhaseMargin = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Starts listeners with the system, as <c>/user/listeners</c>, registered as <see cref="ListenersSupervisor"/>. Stops them before
    /// anything else when the system stops.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="listeners">The listeners; their names differ.</param>
    /// <param name="host">What a listener's connections speak. The registry has the actors that were started before.</param>
    /// <param name="stopWithin">
    /// How long clients have to finish when the system stops; zero cuts them off at once. <c>HostOptions.ShutdownTimeout</c> has to
    /// be longer than <see cref="LongestStop"/> of it.
    /// </param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AkkaConfigurationBuilder WithListeners(
        this AkkaConfigurationBuilder builder,
        ImmutableArray<ListenerSettings> listeners,
        Func<ListenerSettings, IActorRegistry, HostedProtocol> host,
        TimeSpan stopWithin) =>
        builder
            .AddHocon(
                $"akka.coordinated-shutdown.phases.{CoordinatedShutdown.PhaseServiceUnbind}.timeout = {LongestStop(stopWithin).ToHocon()}",
                HoconAddMode.Append)
            .WithActors((system, registry) =>
            {
                var supervisor = system.ActorOf(
                    ListenersSupervisor.Props(listeners, settings => host(settings, registry), Tcp.Manager(system)), "listeners");
                registry.Register<ListenersSupervisor>(supervisor);
                CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "stop-listeners", async () =>
                {
                    await supervisor.Ask<ListenersStopped>(new StopListeners(stopWithin), Timeout.InfiniteTimeSpan);
                    return Done.Instance;
                });
            });

    /// <summary>
    /// A startup task, <c>AddStartup(ListenersHosting.AllBound)</c>: the host has started when every listener is bound, and stops with
    /// an error when one cannot be.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="registry">Where <see cref="WithListeners"/> has registered the listeners.</param>
    /// <returns>A task that ends when every listener is bound.</returns>
    /// <exception cref="ListenersException">One could not be bound, or not all were within 30 seconds.</exception>
    public static Task AllBound(ActorSystem system, IActorRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return WhenBoundAsync(registry.Get<ListenersSupervisor>());
    }

    /// <summary>Waits until every listener is bound.</summary>
    /// <param name="listeners">The listeners' supervisor.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The listeners, with their real ports.</returns>
    /// <exception cref="ListenersException">One could not be bound, or not all were within 30 seconds.</exception>
    public static async Task<ListenersBound> WhenBoundAsync(IActorRef listeners, CancellationToken cancellationToken = default)
    {
        object answer;
        try
        {
            answer = await listeners.Ask<object>(AwaitListeners.Instance, BindDeadline, cancellationToken);
        }
        catch (AskTimeoutException)
        {
            throw new ListenersException(
                $"the listeners were not bound within {BindDeadline.TotalSeconds} s; look for a host name that does not resolve");
        }

        return answer switch
        {
            ListenersBound bound => bound,
            ListenersFailed failed => throw new ListenersException(string.Join(Environment.NewLine, failed.Failures)),
            _ => throw new InvalidOperationException($"The listeners' supervisor answered with {answer}."),
        };
    }

    /// <summary>How long listeners may take to stop.</summary>
    /// <param name="stopWithin">How long clients have to finish.</param>
    /// <returns>The time that the phase of their stop has.</returns>
    public static TimeSpan LongestStop(TimeSpan stopWithin) => stopWithin + PhaseMargin;
}
