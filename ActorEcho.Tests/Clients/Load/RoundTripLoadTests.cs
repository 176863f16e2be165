using ActorEcho.Actors.Clients.Load;
using ActorEcho.Actors.Transports.Connecting;
using ActorEcho.Tests.Transports.Connecting;

namespace ActorEcho.Tests.Clients.Load;

public class RoundTripLoadTests
{
    private static readonly LoadTiming Short = new()
    {
        WarmUp = TimeSpan.Zero,
        Duration = TimeSpan.FromMilliseconds(500),
        Drain = TimeSpan.FromSeconds(30),
    };

    private static async Task<RoundTripReport> RunAsync(
        Func<Stream, Task> serve,
        int connections,
        int depth,
        RoundTripPattern pattern,
        LoadTiming? timing = null,
        StageWatch? stages = null,
        CancellationToken stop = default)
    {
        await using var server = LoopbackServer.Start(serve);
        var transports = ClientTransports.BuiltIn;
        var target = ConnectTarget.Parse($"tcp://127.0.0.1:{server.Port}", transports);
        var connector = new Connector(transports, TimeProvider.System);
        return await new RoundTripLoad(pattern, connections, depth, timing ?? Short)
            .RunAsync(giveUp => connector.ConnectAsync(target, giveUp), stages, stop);
    }

    [Theory]
    [InlineData(1, 1, 64)]
    [InlineData(8, 16, 64)]
    [InlineData(3, 1, 1)]
    [InlineData(2, 4, 100_000)]
    [InlineData(1, 64, 100_000)]
    public async Task An_echo_that_keeps_every_byte_is_sound(int connections, int depth, int messageBytes)
    {
        var report = await RunAsync(LoopbackServer.EchoAsync, connections, depth, RoundTripPattern.Echo(messageBytes));

        Assert.Empty(report.Faults);
        Assert.True(report.IsSound);
        Assert.True(report.RoundTrips > 0);
        Assert.InRange(report.Latency.Count, report.RoundTrips, report.RoundTrips + connections * depth);
        Assert.Equal(report.PerSecond * messageBytes, report.BytesPerSecond);
    }

    [Fact]
    public async Task A_byte_that_comes_back_changed_is_found_and_told()
    {
        var report = await RunAsync(
            async stream =>
            {
                var buffer = new byte[64];
                for (var message = 0; ; message++)
                {
                    await stream.ReadExactlyAsync(buffer);
                    if (message == 10) buffer[5] ^= 1;
                    await stream.WriteAsync(buffer);
                }
            },
            connections: 1,
            depth: 1,
            RoundTripPattern.Echo(64));

        Assert.False(report.IsSound);
        Assert.StartsWith($"connection 0: byte {10 * 64 + 5} of the answers is wrong", report.Faults.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_swallowed_show_at_once_where_more_follow()
    {
        var report = await RunAsync(
            async stream =>
            {
                var buffer = new byte[64];
                for (var message = 0; ; message++)
                {
                    await stream.ReadExactlyAsync(buffer);
                    if (message != 10) await stream.WriteAsync(buffer);
                }
            },
            connections: 1,
            depth: 4,
            RoundTripPattern.Echo(64));

        Assert.StartsWith($"connection 0: byte {10 * 64} of the answers is wrong", report.Faults.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_never_come_are_lost()
    {
        var report = await RunAsync(
            async stream =>
            {
                var buffer = new byte[1024];
                while (await stream.ReadAsync(buffer) > 0)
                {
                }
            },
            connections: 2,
            depth: 3,
            RoundTripPattern.Echo(64),
            Short with { Duration = TimeSpan.FromMilliseconds(50), Drain = TimeSpan.FromMilliseconds(50) });

        Assert.Equal((0, 6), (report.RoundTrips, report.Lost));
        Assert.Equal(2, report.Faults.Length);
        Assert.EndsWith("3 answers did not come in time", report.Faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_closes_is_told_and_ends_the_run_early()
    {
        var report = await RunAsync(
            async stream => await stream.ReadExactlyAsync(new byte[64]),
            connections: 1,
            depth: 1,
            RoundTripPattern.Echo(64),
            Short with { Duration = TimeSpan.FromHours(1) });

        Assert.Equal("connection 0: the server closed the connection with 1 answers owed", report.Faults.Single());
    }

    [Fact]
    public async Task A_stall_that_lasts_over_the_end_counts_for_all_that_it_delayed()
    {
        using var stop = new CancellationTokenSource();
        var stages = new StageWatch();

        var report = await RunAsync(
            async stream =>
            {
                var buffer = new byte[3 * 64];
                await stream.ReadExactlyAsync(buffer);
                await stages.Measuring;
                await stop.CancelAsync();
                await stages.Draining;
                await stream.WriteAsync(buffer);
            },
            connections: 1,
            depth: 3,
            RoundTripPattern.Echo(64),
            Short with { Duration = TimeSpan.FromHours(1) },
            stages,
            stop.Token);

        Assert.True(report.IsSound);
        Assert.Equal((0, 3), (report.RoundTrips, report.Latency.Count));
    }

    [Fact]
    public async Task Stopped_before_it_measures_it_has_no_result()
    {
        using var stop = new CancellationTokenSource();
        var stages = new StageWatch();

        var running = RunAsync(
            LoopbackServer.EchoAsync,
            connections: 1,
            depth: 1,
            RoundTripPattern.Echo(64),
            Short with { WarmUp = TimeSpan.FromHours(1) },
            stages,
            stop.Token);
        await stages.WarmUp;
        await stop.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_load_that_cannot_connect_fails_as_a_whole() =>
        await Assert.ThrowsAsync<ConnectFailedException>(() => new RoundTripLoad(RoundTripPattern.Echo(1), 50, 1, Short).RunAsync(
            _ => throw new ConnectFailedException("nowhere", []), progress: null, CancellationToken.None));

    [Fact]
    public async Task Stopped_early_it_reports_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        await using var server = LoopbackServer.Start(async stream =>
        {
            var buffer = new byte[64];
            for (var message = 0; message < 200; message++)
            {
                await stream.ReadExactlyAsync(buffer);
                await stream.WriteAsync(buffer);
            }

            await stop.CancelAsync();
            await LoopbackServer.EchoAsync(stream);
        });
        var transports = ClientTransports.BuiltIn;
        var target = ConnectTarget.Parse($"tcp://127.0.0.1:{server.Port}", transports);

        var report = await new RoundTripLoad(RoundTripPattern.Echo(64), 1, 1, Short with { Duration = TimeSpan.FromHours(1) }).RunAsync(
            giveUp => new Connector(transports, TimeProvider.System).ConnectAsync(target, giveUp), progress: null, stop.Token);

        Assert.True(report.IsSound);
    }
}
