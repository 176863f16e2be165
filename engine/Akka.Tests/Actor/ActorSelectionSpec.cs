using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actor;

public class ActorSelectionSpec : TestKit.Xunit2.TestKit, IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    // /user/a/b1/c, /user/a/b2/c, /user/a/d
    private readonly IActorRef _a;

    public ActorSelectionSpec() => _a = Sys.ActorOf(Props.Create(() => new Node(0)), "a");

    // An actor that answers has been constructed, and its children are there.
    public async Task InitializeAsync()
    {
        await _a.Ask<ActorIdentity>(new Identify(1), Long);
        await new ActorSelection(_a, "b1").Ask<ActorIdentity>(new Identify(1), Long);
        await new ActorSelection(_a, "b2").Ask<ActorIdentity>(new Identify(1), Long);
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    private async Task<string[]> Identified(ActorSelection selection, int count)
    {
        selection.Tell(new Identify(1), TestActor);
        var paths = new List<string>();
        for (var i = 0; i < count; i++)
            paths.Add((await ExpectMsgAsync<ActorIdentity>()).Subject!.Path.ToStringWithoutAddress());
        // Nobody else answers: what is sent to oneself comes behind.
        TestActor.Tell("end");
        await ExpectMsgAsync("end");
        return [.. paths.Order()];
    }

    [Theory]
    [InlineData("/user/a", "/user/a")]
    [InlineData("/user/a/b1/c", "/user/a/b1/c")]
    [InlineData("/user/a/b1/../d", "/user/a/d")]
    [InlineData("/user/a/", "/user/a")]
    [InlineData("user/a/d", "/user/a/d")]
    [InlineData("/system", "/system")]
    public async Task A_path_of_names_selects_one_actor(string path, string expected)
    {
        Assert.Equal([expected], await Identified(Sys.ActorSelection(path), 1));
    }

    [Theory]
    [InlineData("/user/a/*", new[] { "/user/a/b1", "/user/a/b2", "/user/a/d" })]
    [InlineData("/user/a/b*", new[] { "/user/a/b1", "/user/a/b2" })]
    [InlineData("/user/a/?2", new[] { "/user/a/b2" })]
    [InlineData("/user/a/*/c", new[] { "/user/a/b1/c", "/user/a/b2/c" })]
    [InlineData("/user/a/**", new[] { "/user/a/b1", "/user/a/b1/c", "/user/a/b2", "/user/a/b2/c", "/user/a/d" })]
    public async Task A_pattern_selects_all_that_match(string path, string[] expected)
    {
        Assert.Equal(expected, await Identified(Sys.ActorSelection(path), expected.Length));
    }

    [Fact]
    public async Task A_whole_path_with_the_address_of_the_system_selects_as_the_path_alone()
    {
        Assert.Equal(["/user/a/d"], await Identified(Sys.ActorSelection($"akka://{Sys.Name}/user/a/d"), 1));
        Assert.Equal(["/user/a/d"], await Identified(Sys.ActorSelection((_a.Path / "d")), 1));
    }

    [Theory]
    [InlineData("b1", "/user/a/b1")]
    [InlineData("../a/d", "/user/a/d")]
    [InlineData("..", "/user")]
    [InlineData("/user/a", "/user/a")]
    public async Task A_context_selects_from_its_own_actor_on(string path, string expected)
    {
        Assert.Equal(expected, (await _a.Ask<ActorIdentity>(new Select(path), Long)).Subject!.Path.ToStringWithoutAddress());
    }

    [Fact]
    public async Task A_selection_may_start_at_any_reference()
    {
        Assert.Equal(["/user/a/b1/c"], await Identified(new ActorSelection(_a, "b1/c"), 1));
        Assert.Equal(["/user/a/b1/c"], await Identified(new ActorSelection(_a, ["b1", "", "c"]), 1));
        Assert.Equal(["/user/a"], await Identified(new ActorSelection(_a, ""), 1));
    }

    [Fact]
    public async Task ResolveOne_finds_the_actor()
    {
        Assert.Equal(_a, await Sys.ActorSelection("/user/a").ResolveOne(Long));
        Assert.Equal(_a, await Sys.ActorSelection("/user/a").ResolveOne(Long, CancellationToken.None));
    }

    [Fact]
    public async Task ResolveOne_of_nobody_says_so()
    {
        var notFound = await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/nobody").ResolveOne(Long));

        Assert.Contains("/user/nobody", notFound.Message);
        Assert.IsType<ActorNotFoundException>(notFound.InnerException);
    }

    [Fact]
    public async Task ResolveOne_of_another_system_finds_nobody()
    {
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("akka://elsewhere/user/a").ResolveOne(Long));
    }

    [Fact]
    public async Task ResolveOne_ends_with_its_token()
    {
        var cancelled = await Assert.ThrowsAsync<ActorNotFoundException>(() =>
            Sys.ActorSelection("/user/a").ResolveOne(Long, new CancellationToken(canceled: true)));

        Assert.IsAssignableFrom<OperationCanceledException>(cancelled.InnerException);
    }

    [Fact]
    public async Task Identify_of_nobody_is_answered_without_a_subject()
    {
        Sys.ActorSelection("/user/a/nobody/c").Tell(new Identify("id"), TestActor);

        var identity = await ExpectMsgAsync<ActorIdentity>();
        Assert.Equal("id", identity.MessageId);
        Assert.Null(identity.Subject);
    }

    [Theory]
    [InlineData("/user/a/nobody")]
    [InlineData("/user/a/nobody/c")]
    [InlineData("/user/a/x*")]
    [InlineData("/user/a/x*/c")]
    public async Task A_message_to_nobody_becomes_a_dead_letter(string path)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Sys.ActorSelection(path).Tell("lost");

        var letter = await ExpectMsgAsync<DeadLetter>();
        Assert.Equal("lost", letter.Message);
        Assert.StartsWith("/user/a/", letter.Recipient.Path.ToStringWithoutAddress());
    }

    [Theory]
    [InlineData("/temp/nobody")]
    [InlineData("/temp/x*")]
    public async Task A_message_to_a_question_that_is_not_there_becomes_a_dead_letter(string path)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Sys.ActorSelection(path).Tell("lost");
        var letter = await ExpectMsgAsync<DeadLetter>();
        Assert.Equal("lost", letter.Message);
        Assert.Equal(path, letter.Recipient.Path.ToStringWithoutAddress());

        Sys.ActorSelection(path).Tell(new Identify("id"), TestActor);
        Assert.Null((await ExpectMsgAsync<ActorIdentity>()).Subject);
    }

    [Fact]
    public async Task Where_a_pattern_matched_several_those_that_lead_nowhere_are_passed_over()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Assert.Equal(["/user/a/b1/c", "/user/a/b2/c"], await Identified(Sys.ActorSelection("/user/a/*/c"), 2));
    }

    [Fact]
    public async Task The_sender_of_a_message_is_the_one_given()
    {
        Sys.ActorSelection("/user/a/d").Tell("who", TestActor);

        await ExpectMsgAsync(TestActor);
    }

    [Fact]
    public async Task The_same_name_selects_the_next_actor_that_bears_it()
    {
        var selection = Sys.ActorSelection("/user/again");
        var first = Sys.ActorOf(Props.Create(() => new Node(2)), "again");
        Assert.Equal(first, await selection.ResolveOne(Long));
        await first.GracefulStop(Long);
        IActorRef? second = null;
        await AwaitAssertAsync(() => second = Sys.ActorOf(Props.Create(() => new Node(2)), "again"));

        Assert.Equal(second, await selection.ResolveOne(Long));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_double_wildcard_is_allowed_at_the_end_only()
    {
        Assert.Throws<IllegalActorNameException>(() => Sys.ActorSelection("/user/**/c"));
    }

    [Fact]
    public void Null_cannot_be_sent()
    {
        Assert.Throws<InvalidMessageException>(() => Sys.ActorSelection("/user/a").Tell(null!));
    }

    [Fact]
    public void Selections_are_equal_when_anchor_and_steps_are()
    {
        var one = new ActorSelection(_a, "b1/*/../**");

        Assert.Equal(one, new ActorSelection(_a, "/b1/*/../**/"));
        Assert.Equal(one.GetHashCode(), new ActorSelection(_a, "/b1/*/../**/").GetHashCode());
        Assert.NotEqual(one, new ActorSelection(_a, "b2/*/../**"));
        Assert.NotEqual(one, new ActorSelection(TestActor, "b1/*/../**"));
    }

    [Fact]
    public void A_selection_prints_its_anchor_and_its_steps()
    {
        var selection = new ActorSelection(_a, "b1/*/../**");

        Assert.Equal("/b1/*/../**", selection.PathString);
        Assert.Equal($"ActorSelection[Anchor({_a.Path}#{_a.Path.Uid}), Path(/b1/*/../**)]", selection.ToString());
    }

    private sealed record Select(string Path);

    private sealed class Node : ReceiveActor
    {
        public Node(int depth)
        {
            if (depth == 0)
            {
                Context.ActorOf(Props.Create(() => new Node(1)), "b1");
                Context.ActorOf(Props.Create(() => new Node(1)), "b2");
                Context.ActorOf(Props.Create(() => new Node(2)), "d");
            }
            else if (depth == 1)
            {
                Context.ActorOf(Props.Create(() => new Node(2)), "c");
            }
            Receive<Select>(select => Context.ActorSelection(select.Path).Tell(new Identify(1), Sender));
            Receive<string>(text => text == "who", _ => Sender.Tell(Sender));
        }
    }
}
