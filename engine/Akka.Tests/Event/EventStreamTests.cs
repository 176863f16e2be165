using Akka.Event;

namespace Akka.Tests.Event;

public class EventStreamTests
{
    private readonly EventStream _stream = new(debug: false);
    private readonly RecordingRef _subscriber = new("subscriber");
    private readonly RecordingRef _other = new("other");

    private interface IKind;

    private class A;

    private class B1 : A;

    private sealed class B2 : A, IKind;

    private sealed class C : B1, IKind;

    [Fact]
    public void A_subscriber_gets_events_of_its_type_and_no_others()
    {
        Assert.True(_stream.Subscribe(_subscriber, typeof(string)));
        _stream.Publish("text");
        _stream.Publish(1);
        Assert.Equal(["text"], _subscriber.Received());
    }

    [Fact]
    public void Subscribing_twice_changes_nothing()
    {
        Assert.True(_stream.Subscribe<string>(_subscriber));
        Assert.False(_stream.Subscribe<string>(_subscriber));
        _stream.Publish("once");
        Assert.Equal(["once"], _subscriber.Received());
    }

    [Fact]
    public void A_subscriber_to_a_base_type_gets_derived_types_once()
    {
        _stream.Subscribe(_subscriber, typeof(B2));
        Assert.Empty(Publish(new A(), new C()));
        var b2 = new B2();
        Assert.Equal([b2], Publish(b2));

        Assert.True(_stream.Subscribe(_subscriber, typeof(A)));
        object[] all = [new A(), new B1(), new B2(), new C()];
        Assert.Equal(all, Publish(all));
    }

    [Fact]
    public void Subscribing_below_what_is_subscribed_changes_nothing()
    {
        _stream.Subscribe(_subscriber, typeof(A));
        Assert.False(_stream.Subscribe(_subscriber, typeof(C)));
    }

    [Fact]
    public void Unsubscribing_from_a_derived_type_leaves_the_rest()
    {
        _stream.Subscribe(_subscriber, typeof(A));
        Assert.True(_stream.Unsubscribe(_subscriber, typeof(B1)));
        Assert.False(_stream.Unsubscribe(_subscriber, typeof(C)));
        object[] kept = [new A(), new B2()];
        Assert.Equal(kept, Publish([kept[0], new B1(), new C(), kept[1]]));
    }

    [Fact]
    public void A_later_subscription_below_an_exception_counts()
    {
        _stream.Subscribe(_subscriber, typeof(A));
        _stream.Unsubscribe(_subscriber, typeof(B1));
        Assert.True(_stream.Subscribe(_subscriber, typeof(C)));
        var c = new C();
        Assert.Equal([c], Publish(new B1(), c));

        Assert.True(_stream.Subscribe(_subscriber, typeof(B1)));
        object[] all = [new B1(), new C(), new A()];
        Assert.Equal(all, Publish(all));
    }

    [Fact]
    public void Unsubscribing_from_a_base_type_ends_all_below_it()
    {
        _stream.Subscribe(_subscriber, typeof(B1));
        _stream.Subscribe(_subscriber, typeof(B2));
        Assert.True(_stream.Unsubscribe(_subscriber, typeof(A)));
        Assert.Empty(Publish(new A(), new B1(), new B2(), new C()));
        Assert.False(_stream.Unsubscribe(_subscriber));
    }

    [Fact]
    public void A_subscriber_to_an_interface_gets_what_implements_it()
    {
        _stream.Subscribe(_subscriber, typeof(IKind));
        object[] kinds = [new B2(), new C()];
        Assert.Equal(kinds, Publish([new A(), new B1(), .. kinds]));
    }

    [Fact]
    public void A_subscription_after_events_of_its_type_counts()
    {
        _stream.Subscribe(_other, typeof(A));
        _stream.Publish(new C());
        _stream.Subscribe(_subscriber, typeof(IKind));
        var c = new C();
        Assert.Equal([c], Publish(c));
        Assert.Equal(2, _other.Received().Count);
    }

    [Fact]
    public void Who_unsubscribed_gets_nothing_and_others_still_do()
    {
        _stream.Subscribe(_subscriber, typeof(object));
        _stream.Subscribe(_other, typeof(object));
        Assert.True(_stream.Unsubscribe(_subscriber));
        Assert.False(_stream.Unsubscribe(_subscriber));
        Assert.False(_stream.Unsubscribe(_subscriber, typeof(object)));
        Assert.Empty(Publish("text"));
        Assert.Equal(["text"], _other.Received());
    }

    [Fact]
    public void Null_is_no_subscriber()
    {
        Assert.Throws<ArgumentNullException>("subscriber", () => _stream.Subscribe(null!, typeof(object)));
        Assert.Throws<ArgumentNullException>("subscriber", () => _stream.Unsubscribe(null!));
        Assert.Throws<ArgumentNullException>("subscriber", () => _stream.Unsubscribe(null!, typeof(object)));
    }

    [Fact]
    public void Subscriptions_are_logged_if_asked_for()
    {
        var stream = new EventStream(debug: true);
        var log = new RecordingRef("log");
        stream.Subscribe(log, typeof(Debug));
        log.Received();

        stream.Subscribe(_subscriber, typeof(string));
        stream.Unsubscribe(_subscriber, typeof(string));
        stream.Unsubscribe(_subscriber);

        Assert.Equal(
            [
                $"subscribing {_subscriber} to channel System.String",
                $"unsubscribing {_subscriber} from channel System.String",
                $"unsubscribing {_subscriber} from all channels",
            ],
            log.Received().Cast<Debug>().Select(debug => debug.Message));
    }

    [Fact]
    public async Task Subscribing_while_others_publish_loses_nothing_of_earlier_subscribers()
    {
        const int Count = 20_000;
        _stream.Subscribe(_subscriber, typeof(int));
        var churn = Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                _stream.Subscribe(_other, typeof(int));
                _stream.Unsubscribe(_other);
            }
        });
        for (var i = 0; i < Count; i++)
            _stream.Publish(i);
        await churn;
        Assert.Equal(Enumerable.Range(0, Count).Cast<object>(), _subscriber.Received());
    }

    private List<object> Publish(params object[] events)
    {
        foreach (var published in events)
            _stream.Publish(published);
        return _subscriber.Received();
    }
}
