using System.Net.Sockets;
using Akka.IO;

namespace Akka.Tests.IO;

public class AcceptFailuresSpec
{
    private readonly AcceptFailures _failures = new();

    [Theory]
    [InlineData(SocketError.ConnectionAborted)]
    [InlineData(SocketError.ConnectionReset)]
    [InlineData(SocketError.Interrupted)]
    public void A_client_that_gave_up_costs_no_pause(SocketError error) =>
        Assert.Equal(TimeSpan.Zero, PauseAfter(error));

    [Fact]
    public void A_shortage_pauses_longer_each_time_up_to_a_second()
    {
        var pauses = Enumerable.Range(0, 8).Select(_ => PauseAfter(SocketError.TooManyOpenSockets)!.Value.TotalMilliseconds);

        Assert.Equal([50, 100, 200, 400, 800, 1000, 1000, 1000], pauses);
    }

    [Fact]
    public void A_success_ends_the_shortage()
    {
        PauseAfter(SocketError.TooManyOpenSockets);
        PauseAfter(SocketError.TooManyOpenSockets);

        _failures.OnSuccess();

        Assert.Equal(TimeSpan.FromMilliseconds(50), PauseAfter(SocketError.NoBufferSpaceAvailable));
    }

    [Fact]
    public void A_socket_that_is_none_any_more_is_not_tried_again()
    {
        Assert.Null(PauseAfter(SocketError.NotSocket));
        Assert.Null(_failures.PauseAfter(new InvalidOperationException()));
    }

    private TimeSpan? PauseAfter(SocketError error) => _failures.PauseAfter(new SocketException((int)error));
}
