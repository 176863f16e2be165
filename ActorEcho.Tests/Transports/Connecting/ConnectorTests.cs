using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Tests.Transports.Connecting;

public class ConnectorTests
{
    private static readonly EndpointValue<string> Key = new("key");

    private readonly MemoryConnection _connection = new();
    private readonly ManualClock _clock = new();

    private static ScriptedTransport Failing(string scheme, int priority, params TransportNeed[] needs) => new(scheme, priority, [.. needs]);

    private ScriptedTransport Connecting(string scheme, int priority, params TransportNeed[] needs) =>
        new(scheme, priority, [.. needs], (_, _) => Task.FromResult(_connection.Client));

    private static ClientTransports Registry(params IClientTransport[] transports) =>
        transports.Aggregate(ClientTransports.None, (registry, transport) => registry.With(transport));

    private Task<ClientStream> ConnectAsync(ClientTransports transports, string uri) =>
        new Connector(transports, _clock).ConnectAsync(ConnectTarget.Parse(uri, transports), CancellationToken.None);

    [Fact]
    public void The_built_in_transports_are_tried_tls_first() => Assert.Equal(["tls", "tcp", "unix"], ClientTransports.BuiltIn.Schemes);

    [Fact]
    public void A_scheme_is_registered_once() =>
        Assert.Throws<ArgumentException>(() => ClientTransports.BuiltIn.With(Failing("TCP", 0)));

    [Fact]
    public async Task Without_a_scheme_the_highest_priority_comes_first_and_the_next_after_its_failure()
    {
        var low = Connecting("low", 1, TransportNeed.Required(Endpoint.Host));
        var high = Failing("high", 2, TransportNeed.Required(Endpoint.Host));

        var connection = await ConnectAsync(Registry(low, high), "there");

        Assert.Same(_connection.Client, connection);
        Assert.Single(high.Tried);
        Assert.Single(low.Tried);
    }

    [Fact]
    public async Task A_scheme_that_is_named_is_the_only_one_tried()
    {
        var low = Failing("low", 1, TransportNeed.Required(Endpoint.Host));
        var high = Connecting("high", 2, TransportNeed.Required(Endpoint.Host));

        var exception = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(Registry(low, high), "low://there"));

        Assert.Empty(high.Tried);
        Assert.Equal("cannot connect to low://there; tried:\n  low://there: nobody is there", exception.Message);
    }

    [Fact]
    public async Task Defaults_fill_what_is_not_known_and_give_way_to_what_is()
    {
        var transport = Connecting("t", 0, TransportNeed.Required(Endpoint.Host), TransportNeed.WithDefault(Endpoint.Port, 7), TransportNeed.Optional(Key));

        await ConnectAsync(Registry(transport), "there");
        await ConnectAsync(Registry(transport), "there:9");

        Assert.Equal([7, 9], transport.Tried.Select(values => values.Get(Endpoint.Port)));
        Assert.False(transport.Tried[0].TryGet(Key, out _));
    }

    [Fact]
    public async Task A_transport_that_would_ignore_what_is_asked_for_is_not_tried()
    {
        var ignoring = Connecting("plain", 2, TransportNeed.Required(Endpoint.Host));
        var transports = Registry(ignoring, Failing("safe", 1, TransportNeed.Required(Endpoint.Host), TransportNeed.Optional(Key)));
        var target = ConnectTarget.Parse("there", transports).With(Key, "secret");

        var exception = await Assert.ThrowsAsync<ConnectFailedException>(
            () => new Connector(transports, _clock).ConnectAsync(target, CancellationToken.None));

        Assert.Empty(ignoring.Tried);
        Assert.False(exception.NothingTried);
        Assert.Equal(
            ["plain: would ignore what is given as key", "safe://there: nobody is there"],
            exception.Attempts.Select(attempt => attempt.ToString()));
    }

    [Fact]
    public async Task When_nothing_fits_each_says_what_it_lacks()
    {
        var transports = Registry(Failing("t", 0, TransportNeed.Required(Key)));

        var exception = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(transports, "there"));

        Assert.True(exception.NothingTried);
        Assert.Equal("cannot connect to there; nothing fits:\n  t: needs a key, and none is given", exception.Message);
    }

    [Fact]
    public async Task A_refused_certificate_ends_the_search()
    {
        var safe = new ScriptedTransport("safe", 2, [TransportNeed.Required(Endpoint.Host)], (_, _) => throw new ConnectFailedException(
            "safe://there", [new ConnectAttempt("safe://there", "not trusted") { RefusedCertificate = "AB" }]));
        var plain = Connecting("plain", 1, TransportNeed.Required(Endpoint.Host));

        await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(Registry(safe, plain), "there"));

        Assert.Empty(plain.Tried);
    }

    [Fact]
    public async Task A_transport_that_takes_too_long_gives_way_to_the_next()
    {
        var stalling = new ScriptedTransport("slow", 2, [TransportNeed.Required(Endpoint.Host)], async (_, giveUp) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, giveUp);
            return _connection.Client;
        });
        var connecting = ConnectAsync(Registry(stalling, Connecting("quick", 1, TransportNeed.Required(Endpoint.Host))), "there");

        _clock.Advance(Connector.DefaultTimeout);

        Assert.Same(_connection.Client, await connecting);
    }

    [Fact]
    public async Task Cancellation_is_no_failure_of_a_transport()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var transports = Registry(new ScriptedTransport("t", 0, [TransportNeed.Required(Endpoint.Host)], (_, giveUp) =>
            giveUp.IsCancellationRequested
                ? throw new ConnectFailedException("t", [new ConnectAttempt("t", "cut")])
                : Task.FromResult(_connection.Client)));

        await Assert.ThrowsAsync<OperationCanceledException>(() => new Connector(transports, _clock)
            .ConnectAsync(ConnectTarget.Parse("there", transports), cancelled.Token));
    }

    [Fact]
    public void A_value_that_was_not_declared_is_told_by_name()
    {
        var exception = Assert.Throws<KeyNotFoundException>(() => EndpointValues.Empty.Get(Key));

        Assert.Contains("key", exception.Message, StringComparison.Ordinal);
    }
}
