namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>A checker that finds nothing proves nothing: here it is shown what it must find.</summary>
public sealed partial class ChaosCheckerTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(6);

    // An entry is stored each ten seconds.
    private static readonly ChaosEntry[] Room = Entries(
        ("SERVER", "alice has joined"), ("SERVER", "bob has joined"), ("alice", "1.1"), ("alice", "1.2"), ("bob", "2.1"),
        ("SERVER", "alice has left"), ("SERVER", "alice has joined"));

    private readonly List<ChaosFreeze> _freezes = [];
    private readonly ChaosHistory _alice;
    private readonly ChaosHistory _bob = Member(2, "bob", joined: 11);

    public ChaosCheckerTests() => _alice = Member(1, "alice", joined: 1, _freezes);

    [Fact]
    public void All_is_well_when_everybody_heard_everything_but_their_own()
    {
        Hear(_alice, 1, 4);
        Hear(_bob, 2, 3, 5, 6);
        Assert.Empty(Check(Room));
    }

    [Fact]
    public void A_text_of_its_own_that_was_heard_is_found()
    {
        Hear(_bob, 2, 3, 4);
        AssertFound("only the first 2", Check(Room));
    }

    [Fact]
    public void A_newcomer_that_misses_the_first_text_after_its_joining_is_found()
    {
        Hear(_bob, 3);
        AssertFound("only the first 0", Check(Room));
    }

    [Fact]
    public void A_newcomer_hears_nothing_of_what_was_stored_together_with_its_joining()
    {
        Hear(_bob, 3);
        Assert.Empty(Check([.. Room[..1], Room[1] with { Transaction = 7 }, Room[2] with { Transaction = 7 }, .. Room[3..]]));
    }

    [Fact]
    public void A_newcomer_that_was_told_of_somebody_who_is_not_there_is_found()
    {
        _bob.Users = ["bob", "carol", "alice"];
        AssertFound("was told that these are there", Check(Room));
    }

    [Fact]
    public void A_text_left_out_is_found()
    {
        Hear(_bob, 2, 5);
        AssertFound("only the first 1", Check(Room));
    }

    [Fact]
    public void A_text_heard_twice_is_found()
    {
        Hear(_bob, 2, 2, 3);
        AssertFound("only the first 1", Check(Room));
    }

    [Fact]
    public void Another_order_is_found()
    {
        Hear(_bob, 2, 5, 3);
        AssertFound("only the first 1", Check(Room));
    }

    [Fact]
    public void What_nobody_said_is_found()
    {
        _bob.Heard.Add(("alice", "1.9"));
        AssertFound("what nobody said", Check(Room));
    }

    [Fact]
    public void A_text_in_the_room_twice_is_found()
    {
        _alice.TextsSent = 1;
        AssertFound("in the room 2 times", Check([.. Room[..3], Room[2]]));
    }

    [Fact]
    public void Texts_of_one_user_in_another_order_are_found() =>
        AssertFound("the room has it after that", Check([.. Room[..2], Room[3], Room[2]]));

    [Fact]
    public void A_text_that_was_lost_in_silence_is_found()
    {
        _bob.TextsSent = 2;
        Assert.Empty(Check(Room)); // Nobody knows yet.
        _bob.Settle();
        AssertFound("bob) sent 2 texts; 1 are in the room and 0", Check(Room));
        _bob.NotStored = 1;
        _bob.Settle();
        Assert.Empty(Check(Room));
    }

    [Fact]
    public void A_name_that_joins_twice_is_found() =>
        AssertFound("was there already", Check([.. Room[..2], Room[0]]));

    [Fact]
    public void Two_sessions_that_speak_under_one_name_are_found() =>
        AssertFound("two sessions at once", Check([.. Room[..3], Room[3] with { Text = "7.1" }]));

    [Fact]
    public void Who_was_let_in_without_the_room_s_knowledge_is_found() =>
        AssertFound("does not know of it", Check(Room, Member(3, "carol", joined: 11)));

    [Fact]
    public void Two_who_were_let_in_and_one_joining_are_found() =>
        AssertFound("so was another one", Check(Room, Member(3, "bob", joined: 12)));

    [Fact]
    public void Of_several_joinings_each_has_one_of_its_own()
    {
        // The first was let in between both joinings, the second may have either.
        var second = Member(3, "alice", joined: 70);
        second.Asked = Start.AddSeconds(-1);
        Assert.Empty(Check(Room, second));
        Assert.Empty(new ChaosChecker(new ChaosRoom(Room), [second, _alice, _bob], [], Margin).Check());
    }

    [Fact]
    public void Two_connections_that_hold_a_name_at_once_are_found() =>
        AssertFound("was still connected", CheckOverlap(at: 61));

    [Theory]
    [InlineData(40, 70)] // While it stands still.
    [InlineData(40, 56)] // It had no more time since than a running node has.
    public void A_frozen_node_may_keep_connections_open_that_hold_nothing(int from, int to)
    {
        Freeze(from, to);
        Hear(_alice, 1, 4);
        Assert.Empty(CheckOverlap(at: 61));
    }

    [Theory]
    [InlineData(40, 54)] // Thawed for long enough to have parted.
    [InlineData(49, 70)] // Frozen only when it should have parted already.
    [InlineData(62, 70)] // Frozen only afterwards.
    public void A_node_that_could_have_parted_from_its_users_may_not(int from, int to)
    {
        Freeze(from, to);
        AssertFound("was still connected", CheckOverlap(at: 61));
    }

    [Theory]
    [InlineData(40, 61, true)] // Frozen between the storing of the joining and the telling.
    [InlineData(40, 54, false)] // Thawed for long enough to know better.
    public void A_frozen_node_may_tell_of_a_joining_late_and_of_nothing_after_it(int from, int to, bool isFine)
    {
        Freeze(from, to);
        var another = Member(3, "alice", joined: 60);
        _alice.Joined = Start.AddSeconds(61);
        var violations = new ChaosChecker(
            new ChaosRoom(Room), [_alice, _bob, another], [new ChaosOverlap(another, _alice, Start.AddSeconds(61))], Margin).Check();
        if (isFine) Assert.Empty(violations);
        else AssertFound("was still connected", violations);
    }

    [Fact]
    public void A_frozen_node_that_tells_its_users_what_came_after_their_names_were_free_is_found()
    {
        Freeze(40, 70);
        Hear(_alice, 1, 4, 6);
        AssertFound("only the first 2", CheckOverlap(at: 61));
        _alice.Heard.RemoveAt(2);
        _alice.Heard.Add(("SERVER", "alice has left"));
        AssertFound("only the first 2", CheckOverlap(at: 61));
    }

    [Fact]
    public void A_text_of_a_frozen_node_that_is_stored_under_the_next_holder_s_name_is_found()
    {
        Freeze(40, 70);
        _alice.TextsSent = 3;
        AssertFound("spoke when the name was not its own", Check([.. Room, .. Entries(70, ("alice", "1.3"))]));
    }

    [Theory]
    [InlineData(3_100, true)] // The answer to its joining was lost; the one that came is of this moment, when all that it has not heard was there.
    [InlineData(100, false)] // It had been answered by then.
    public void A_newcomer_that_misses_much_is_found_unless_it_was_answered_only_then(int answered, bool isFine)
    {
        var said = Enumerable.Range(3, 301).Select(static number => ("bob", $"2.{number}"));
        var carol = new ChaosHistory(3, "carol", [])
        {
            Asked = Start.AddSeconds(68),
            Joined = Start.AddSeconds(answered),
            Users = ["carol", "alice", "bob"],
        };
        carol.Heard.Add(("bob", "2.303"));

        var violations = Check([.. Room, .. Entries(70, [("SERVER", "carol has joined"), .. said])], carol);

        if (isFine) Assert.Empty(violations);
        else AssertFound("only the first 0", violations);
    }

    private static ChaosHistory Member(int number, string name, int joined, IReadOnlyCollection<ChaosFreeze>? freezes = null) =>
        new(number, name, freezes ?? [])
        {
            Asked = Start.AddSeconds(joined - 2),
            Joined = Start.AddSeconds(joined),
            Users = joined switch
            {
                < 10 => [name],
                < 60 => [name, "alice"],
                _ => [name, "bob"],
            },
        };

    private static ChaosEntry[] Entries(params (string Sender, string Text)[] said) => Entries(0, said);

    private static ChaosEntry[] Entries(int from, params (string Sender, string Text)[] said) =>
        [.. said.Select((one, i) => new ChaosEntry(one.Sender, one.Text, Start.AddSeconds(from + 10 * i)) { Transaction = from + i })];

    private static void Hear(ChaosHistory session, params int[] places) => Hear(session, Room, places);

    private static void Hear(ChaosHistory session, ChaosEntry[] room, params int[] places) =>
        session.Heard.AddRange(places.Select(place => (room[place].Sender, room[place].Text)));

    private static void AssertFound(string what, IReadOnlyList<string> violations) =>
        Assert.Contains(what, Assert.Single(violations), StringComparison.Ordinal);

    private void Freeze(int from, int to) => _freezes.Add(new ChaosFreeze(Start.AddSeconds(from)) { To = Start.AddSeconds(to) });

    /// <summary>Alice's name is free from the fiftieth second on and given away in the sixtieth, while her connection is open.</summary>
    private IReadOnlyList<string> CheckOverlap(int at)
    {
        var another = Member(3, "alice", joined: at);
        return new ChaosChecker(
            new ChaosRoom(Room), [_alice, _bob, another], [new ChaosOverlap(_alice, another, Start.AddSeconds(at))], Margin).Check();
    }

    private IReadOnlyList<string> Check(ChaosEntry[] room, params ChaosHistory[] others) =>
        new ChaosChecker(new ChaosRoom(room), [_alice, _bob, .. others], [], Margin).Check();
}
