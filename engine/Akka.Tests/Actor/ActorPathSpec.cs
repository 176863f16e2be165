using Akka.Actor;

namespace Akka.Tests.Actor;

public sealed class ActorPathSpec
{
    private static readonly Address Local = new("akka", "mysys");
    private static readonly Address Remote = new("akka.tcp", "mysys", "aaa", 2552);

    [Theory]
    [InlineData("akka://mysys/")]
    [InlineData("akka://mysys/user")]
    [InlineData("akka://mysys/user/foo/bar")]
    [InlineData("akka.tcp://mysys@aaa:2552/user/foo")]
    [InlineData("akka.tcp://sys@host:1234/some/ref")]
    public void A_path_is_read_and_written_the_same(string text)
    {
        Assert.True(ActorPath.TryParse(text, out var path));
        Assert.Equal(text, path.ToString());
        Assert.Equal(path, ActorPath.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("://hallo")]
    [InlineData("s://dd@:12")]
    [InlineData("s://dd@h:hd")]
    [InlineData("a://l:1/b")]
    [InlineData("akka:/")]
    [InlineData("akka")]
    [InlineData("user/foo")]
    public void A_text_that_is_no_path_is_refused(string text)
    {
        Assert.False(ActorPath.TryParse(text, out _));
        Assert.Throws<UriFormatException>(() => ActorPath.Parse(text));
    }

    [Fact]
    public void A_path_may_name_an_incarnation()
    {
        var path = ActorPath.Parse("akka://mysys/user/foo#4711");
        Assert.Equal(4711, path.Uid);
        Assert.Equal("foo", path.Name);
        Assert.Equal("akka://mysys/user/foo", path.ToString());
        Assert.Equal("akka://mysys/user/foo#4711", path.ToStringWithUid());
        Assert.Equal("akka://mysys/user/foo#4711", path.ToSerializationFormat());
        Assert.Equal(12, path.WithUid(12).Uid);
        Assert.Equal(0, (path / "bar").Uid);
        Assert.Equal(8, (path / "bar#8").Uid);
    }

    [Fact]
    public void A_root_has_no_other_incarnation()
    {
        var root = new RootActorPath(Local);
        Assert.Same(root, root.WithUid(0));
        Assert.Throws<NotSupportedException>(() => root.WithUid(1));
        Assert.False(ActorPath.TryParse("akka://mysys/#1", out _));
    }

    [Fact]
    public void Very_long_names_are_read()
    {
        var name = new string('*', 10 * 1024);
        var path = ActorPath.Parse("akka.tcp://sys@host:1234/some/ref/" + name);
        Assert.Equal(name, path.Name);
        Assert.Equal(new Address("akka.tcp", "sys", "host", 1234), path.Address);
    }

    [Fact]
    public void Paths_are_built_by_division()
    {
        var root = new RootActorPath(Local);
        Assert.Equal("akka://mysys/", root.ToString());
        Assert.Equal("akka://mysys/user", (root / "user").ToString());
        Assert.Equal("akka://mysys/user/foo/bar", (root / "user" / "foo" / "bar").ToString());
        Assert.Equal("akka://mysys/user/foo/bar", (root / new[] { "user", "foo", "bar" }).ToString());
        Assert.Equal("akka://mysys/user/foo", (root / "user").Child("foo").ToString());
    }

    [Fact]
    public void The_address_can_be_left_out_or_replaced()
    {
        var local = new RootActorPath(Local) / "user" / "foo";
        Assert.Equal("/user/foo", local.ToStringWithoutAddress());
        Assert.Equal("/", new RootActorPath(Local).ToStringWithoutAddress());
        Assert.Equal("akka.tcp://mysys@aaa:2552/user/foo", local.ToStringWithAddress(Remote));
        var remote = new RootActorPath(Remote) / "user" / "foo";
        Assert.Equal("akka.tcp://mysys@aaa:2552/user/foo", remote.ToStringWithAddress(Local));
        Assert.Equal("akka.tcp://mysys@aaa:2552/user/foo", remote.ToStringWithAddress());
        Assert.Equal("akka.tcp://mysys@aaa:2552/user/foo#5", local.WithUid(5).ToSerializationFormatWithAddress(Remote));
    }

    [Fact]
    public void A_path_knows_its_parts()
    {
        var path = new RootActorPath(Local) / "user" / "foo" / "bar";
        Assert.Equal(["user", "foo", "bar"], path.Elements);
        Assert.Equal("bar", path.Name);
        Assert.Equal(3, path.Depth);
        Assert.Equal(Local, path.Address);
        Assert.Equal(new RootActorPath(Local), path.Root);
        Assert.Equal(new RootActorPath(Local) / "user" / "foo", path.Parent);
        Assert.Equal("user", path.Parent!.Parent!.Name);
        Assert.Null(path.Root.Parent);
        Assert.Equal([""], path.Root.Elements);
        Assert.Equal(0, path.Root.Depth);
    }

    [Fact]
    public void Ancestors_are_counted_from_the_root_or_from_below()
    {
        var path = new RootActorPath(Local) / "a" / "b" / "c" / "d" / "e";
        Assert.Equal("", path.ParentOf(0).Name);
        Assert.Equal("a", path.ParentOf(1).Name);
        Assert.Equal("e", path.ParentOf(99).Name);
        Assert.Equal("d", path.ParentOf(-1).Name);
        Assert.Equal("a", path.ParentOf(-4).Name);
        Assert.Equal("", path.ParentOf(-99).Name);
    }

    [Fact]
    public void Equality_is_of_address_and_names()
    {
        var path = new RootActorPath(Local) / "user" / "foo";
        Assert.Equal(path, new RootActorPath(Local) / "user" / "foo");
        Assert.True(path == new RootActorPath(Local) / "user" / "foo");
        Assert.Equal(path.GetHashCode(), (new RootActorPath(Local) / "user" / "foo").GetHashCode());
        Assert.Equal(path, path.WithUid(7));
        Assert.True(path != path.Parent);
        Assert.NotEqual(path, new RootActorPath(Remote) / "user" / "foo");
        Assert.NotEqual(path, new RootActorPath(Local) / "user" / "Foo");
        Assert.False(path.Equals(null));
    }

    [Fact]
    public void Paths_have_an_order()
    {
        var root = new RootActorPath(Local);
        var paths = new[] { root / "b", root / "a" / "z", root / "a", (ActorPath)root };
        Assert.Equal(
            ["akka://mysys/", "akka://mysys/a", "akka://mysys/a/z", "akka://mysys/b"],
            paths.Order().Select(path => path.ToString()));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a-b_c.d*e", true)]
    [InlineData("a$", true)]
    [InlineData("\"quoted\"", true)]
    [InlineData("+:@&=,!~';()", true)]
    [InlineData("%20", true)]
    [InlineData("foo%25bar", true)]
    [InlineData("", false)]
    [InlineData("$a", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("#", false)]
    [InlineData("ä", false)]
    [InlineData("%", false)]
    [InlineData("%2", false)]
    [InlineData("%2g", false)]
    [InlineData("<a>", false)]
    public void Names_are_made_of_certain_characters(string name, bool valid) => Assert.Equal(valid, ActorPath.IsValidPathElement(name));

    [Fact]
    public void Every_symbol_of_the_list_may_stand_in_a_name()
    {
        foreach (var symbol in ActorPath.ValidSymbols)
            Assert.True(ActorPath.IsValidPathElement("a" + symbol));
    }

    [Fact]
    public void A_path_survives_its_surrogate()
    {
        var path = ActorPath.Parse("akka://mysys/user/foo#4711");
        var restored = (ActorPath)path.ToSurrogate(null!).FromSurrogate(null!);
        Assert.Equal(path, restored);
        Assert.Equal(path.Uid, restored.Uid);
    }

    [Theory]
    [InlineData("foo/bar", new[] { "foo", "bar" })]
    [InlineData("/user/foo", new[] { "", "user", "foo" })]
    [InlineData("../foo/*", new[] { "..", "foo", "*" })]
    public void A_relative_path_is_split_into_names(string text, string[] names) => Assert.Equal(names, RelativeActorPath.Unapply(text));

    [Fact]
    public void A_whole_path_is_not_a_relative_one() => Assert.Null(RelativeActorPath.Unapply("akka://mysys/user/foo"));

    [Fact]
    public void Parts_are_told_apart()
    {
        Assert.True(ActorPath.TryParseParts("akka://sys@host:1/user/a", out var address, out var rest));
        Assert.Equal("akka://sys@host:1", address.ToString());
        Assert.Equal("/user/a", rest.ToString());
        Assert.True(ActorPath.TryParseAddress("akka.tcp://sys@host:1/user/a", out var parsed));
        Assert.Equal(new Address("akka.tcp", "sys", "host", 1), parsed);
    }
}
