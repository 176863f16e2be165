namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>A checker that finds nothing proves nothing: here it is shown what it must find.</summary>
public sealed class ChaosCheckerTests : IDisposable
{
    private static readonly (string Sender, string Text)[] Room =
    [
        ("SERVER", "alice has joined"), ("SERVER", "bob has joined"), ("alice", "1.1"), ("alice", "1.2"), ("bob", "2.1"),
        ("SERVER", "alice has left"),
    ];

    private readonly ChaosSession _alice = new(1, "alice") { Joined = 10 };
    private readonly ChaosSession _bob = new(2, "bob") { Joined = 20 };

    public void Dispose()
    {
        _alice.Dispose();
        _bob.Dispose();
    }

    [Fact]
    public void All_is_well_when_everybody_heard_everything_but_their_own()
    {
        _alice.Heard.AddRange([Room[1], Room[4]]);
        _bob.Heard.AddRange([Room[2], Room[3], Room[5]]);
        _bob.Whispers.Add("1.3>bob");
        Assert.Empty(Check(Room));
    }

    [Fact]
    public void A_text_left_out_is_found()
    {
        _bob.Heard.AddRange([Room[2], Room[5]]);
        Assert.Contains("only the first 1", Assert.Single(Check(Room)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_heard_twice_is_found()
    {
        _bob.Heard.AddRange([Room[2], Room[2], Room[3]]);
        Assert.Contains("only the first 1", Assert.Single(Check(Room)), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_order_is_found()
    {
        _bob.Heard.AddRange([Room[3], Room[2]]);
        Assert.Contains("only the first 1", Assert.Single(Check(Room)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_said_is_found()
    {
        _bob.Heard.Add(("alice", "1.9"));
        Assert.Contains("what nobody said", Assert.Single(Check(Room)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_in_the_room_twice_is_found()
    {
        _alice.TextsSent = 1;
        Assert.Contains("in the room 2 times", Assert.Single(Check([.. Room[..4], Room[2]])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_joins_twice_is_found() =>
        Assert.Contains("was there already", Assert.Single(Check([.. Room[..2], Room[0]])), StringComparison.Ordinal);

    [Fact]
    public void Two_sessions_that_speak_under_one_name_are_found() =>
        Assert.Contains("two sessions at once", Assert.Single(Check([.. Room[..3], ("alice", "7.1")])), StringComparison.Ordinal);

    [Fact]
    public void Two_connections_that_hold_a_name_at_once_are_found()
    {
        using var another = new ChaosSession(3, "alice") { Joined = 15 };
        Assert.Contains("had one name", Assert.Single(new ChaosChecker(Room, [_alice, another]).Check()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_text_that_went_astray_or_came_twice_is_found()
    {
        _alice.Whispers.Add("2.1>bob");
        _bob.Whispers.Add("2.1>bob");
        Assert.Equal(2, Check(Room).Count);
    }

    private IReadOnlyList<string> Check((string Sender, string Text)[] room) => new ChaosChecker(room, [_alice, _bob]).Check();
}
