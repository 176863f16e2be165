using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Expecting silence.
public abstract partial class TestKitBase
{
    /// <summary>Expects no message for <see cref="NoMessageRemainingOrDefault"/>.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) =>
        ExpectSilence(NoMessageRemainingOrDefault, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects no message for some time.</summary>
    /// <param name="duration">How long, before it is dilated; zero to look only at what is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectSilence(Dilated(duration), WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Expects no message for some time.</summary>
    /// <param name="milliseconds">How long, in milliseconds, before it is dilated; zero to look only at what is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    /// <inheritdoc cref="ExpectNoMsg(CancellationToken)"/>
    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        ExpectSilence(NoMessageRemainingOrDefault, WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectNoMsg(TimeSpan, CancellationToken)"/>
    public ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectSilence(Dilated(duration), WaitMode.Async, cancellationToken);

    /// <inheritdoc cref="ExpectNoMsg(int, CancellationToken)"/>
    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    private async ValueTask ExpectSilence(TimeSpan duration, WaitMode mode, CancellationToken cancellationToken)
    {
        LogCall("Expecting no messages during {0}", duration);
        if (await Receive(duration, mode, cancellationToken) is { } envelope)
            _assertions.Fail("Failed: Expected no messages during the duration, instead we received {0}", envelope);
        _lastWasNoMsg = true;
    }
}
