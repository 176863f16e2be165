using Akka.IO.Transport.Epoll;

namespace Akka.Tests.IO.Epoll;

public class ReadinessSourcesSpec
{
    private readonly ReadinessSources _sources = new();

    [Fact]
    public void A_source_is_found_by_its_token_until_it_is_removed()
    {
        var source = new Source();
        var token = _sources.Add(source);
        Assert.Same(source, _sources.Find(token));

        _sources.Remove(token);

        Assert.Null(_sources.Find(token));
    }

    [Fact]
    public void A_late_event_of_a_closed_descriptor_does_not_reach_the_source_that_took_its_place()
    {
        var early = _sources.Add(new Source());
        _sources.Remove(early);
        var successor = new Source();
        var late = _sources.Add(successor);

        Assert.Equal((uint)early, (uint)late);
        Assert.Null(_sources.Find(early));
        Assert.Same(successor, _sources.Find(late));
    }

    [Fact]
    public void Removing_what_was_never_added_gives_no_place_away_twice()
    {
        _sources.Remove(_sources.Add(new Source()));

        _sources.Remove(0);

        Assert.NotEqual((uint)_sources.Add(new Source()), (uint)_sources.Add(new Source()));
    }

    [Fact]
    public void Removing_twice_leaves_the_successor_alone()
    {
        var early = _sources.Add(new Source());
        _sources.Remove(early);
        var late = _sources.Add(new Source());

        _sources.Remove(early);

        Assert.NotNull(_sources.Find(late));
    }

    [Fact]
    public void Any_number_of_sources_keep_their_tokens_while_the_table_grows()
    {
        var sources = Enumerable.Range(0, 1_000).Select(_ => new Source()).ToArray();
        var tokens = sources.Select(_sources.Add).ToArray();

        for (var i = 0; i < sources.Length; i++)
            Assert.Same(sources[i], _sources.Find(tokens[i]));
    }

    private sealed class Source : IReadinessSource
    {
        public ulong Token { get; set; }

        public void OnReady(Readiness readiness) => throw new InvalidOperationException("It is found only, not told.");
    }
}
