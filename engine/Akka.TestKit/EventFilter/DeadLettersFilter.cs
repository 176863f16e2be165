using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit;

/// <summary>Takes dead letters, which the <see cref="TestEventListener"/> presents to filters as warnings about a <see cref="DeadLetter"/>.</summary>
public sealed class DeadLettersFilter : EventFilterBase
{
    private readonly Predicate<DeadLetter>? _isMatch;

    /// <summary>Sets the conditions.</summary>
    /// <param name="messageMatcher">The condition on the text of the message that was not delivered; null for any.</param>
    /// <param name="sourceMatcher">The condition on the path of whom it was for; null for any.</param>
    /// <param name="isMatch">The condition on the dead letter; null for any.</param>
    public DeadLettersFilter(IStringMatcher? messageMatcher, IStringMatcher? sourceMatcher, Predicate<DeadLetter>? isMatch = null)
        : base(messageMatcher, sourceMatcher) =>
        _isMatch = isMatch;

    /// <inheritdoc/>
    protected override string FilterDescriptiveName => "DeadLetter";

    /// <inheritdoc/>
    protected override bool IsMatch(LogEvent evt) =>
        evt is Warning { Message: DeadLetter deadLetter } warning
        && (_isMatch is null || _isMatch(deadLetter))
        && InternalDoMatch(warning.LogSource, deadLetter.Message);
}
