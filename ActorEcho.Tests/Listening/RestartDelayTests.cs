using ActorEcho.Actors.Listening;

namespace ActorEcho.Tests.Listening;

public class RestartDelayTests
{
    [Fact]
    public void Every_delay_is_twice_the_one_before_up_to_the_longest()
    {
        var delay = new RestartDelay();
        Assert.Equal(RestartDelay.Shortest, delay.Next(stood: TimeSpan.Zero));
        Assert.Equal(RestartDelay.Shortest * 2, delay.Next(stood: TimeSpan.FromSeconds(1)));
        Assert.Equal(RestartDelay.Shortest * 4, delay.Next(stood: TimeSpan.Zero));
        for (var i = 0; i < 20; i++) delay.Next(stood: TimeSpan.Zero);
        Assert.Equal(RestartDelay.Longest, delay.Next(stood: TimeSpan.Zero));
    }

    [Fact]
    public void A_listener_that_has_stood_for_a_while_begins_with_the_shortest_again()
    {
        var delay = new RestartDelay();
        for (var i = 0; i < 5; i++) delay.Next(stood: TimeSpan.Zero);
        Assert.Equal(RestartDelay.Shortest, delay.Next(stood: RestartDelay.Longest));
        Assert.Equal(RestartDelay.Shortest * 2, delay.Next(stood: TimeSpan.Zero));
    }
}
