namespace ActorEcho.Tests.Cluster.Chaos;

/// <content>Texts that are for one alone.</content>
public sealed partial class ChaosCheckerTests
{
    [Fact]
    public void A_private_text_that_was_lost_in_silence_is_found()
    {
        _bob.WhispersTo.Add("alice");
        _bob.WhispersTo.Add("nobody");
        _bob.NoSuchUser = 1;
        _bob.Settle();
        AssertFound("bob) sent 2 texts; 0 are in the room and 1", Check(Room));
        Assert.Empty(Check(With(Whisper("bob", "alice", 1))));
    }

    [Fact]
    public void Private_texts_have_their_place_among_what_all_hear()
    {
        var room = With(Whisper("alice", "bob", 1));
        _alice.WhispersTo.Add("bob");
        Hear(_bob, room, 2, 3, 4, 6, 7);
        Assert.Empty(Check(room));
    }

    [Theory]
    [InlineData(2, 3, 6)] // Lost.
    [InlineData(2, 4, 3)] // Too early.
    [InlineData(2, 3, 4, 4)] // Twice.
    public void A_private_text_that_is_lost_or_comes_early_or_twice_is_found(params int[] heard)
    {
        var room = With(Whisper("alice", "bob", 1));
        Hear(_bob, room, heard);
        AssertFound("of which only the first", Check(room));
    }

    [Fact]
    public void A_private_text_that_went_astray_is_found()
    {
        var room = With(Whisper("bob", "bob", 1));
        Hear(_alice, room, 1, 4);
        AssertFound("only the first 1", Check(room));
    }

    [Fact]
    public void A_private_text_to_somebody_who_is_not_there_is_found() =>
        AssertFound("not there", Check(With(Whisper("alice", "carol", 1))));

    /// <summary>The room with a private text in the fourth place, behind what alice says.</summary>
    private static ChaosEntry[] With(ChaosEntry whisper) => [.. Room[..4], whisper, .. Room[4..]];

    private static ChaosEntry Whisper(string from, string to, int number) =>
        new(from, $"[PM] {(from == "alice" ? 1 : 2)}.{number}>{to}", Start.AddSeconds(35)) { Target = to, Transaction = 1_000 };
}
