using Akka.Util;

namespace Akka.Tests.Util;

public class TryTests
{
    private static readonly InvalidOperationException Broken = new("broken");

    [Fact]
    public void It_keeps_the_value_or_the_exception_of_a_function()
    {
        Assert.Equal(3, Try<int>.From(() => 3).Get());
        var failed = Try<int>.From(() => throw Broken);
        Assert.False(failed.IsSuccess);
        Assert.Same(Broken, failed.Failure.Value);
        Assert.Same(Broken, Assert.Throws<InvalidOperationException>(() => failed.Get()));
    }

    [Fact]
    public void A_failure_falls_back()
    {
        var failed = new Try<int>(Broken);
        Assert.Equal(1, failed.GetOrElse(() => 1).Get());
        Assert.Equal(2, failed.OrElse(2).Get());
        Assert.Equal(3, failed.RecoverWith(_ => 3).Get());
        Assert.Equal(4, new Try<int>(4).OrElse(5).Get());
    }

    [Fact]
    public void Recovering_that_fails_gives_the_new_failure()
    {
        var other = new ArgumentException("other");
        Assert.Same(other, new Try<int>(Broken).Recover(_ => throw other).Failure.Value);
        Assert.Same(Broken, new Try<int>(Broken).Recover(_ => { }).Failure.Value);
    }

    [Fact]
    public void A_result_keeps_the_outcome_of_a_function_or_a_task()
    {
        Assert.Equal(Result.Success(3), Result.From(() => 3));
        Assert.Equal(Result.Failure<int>(Broken), Result.From<int>(() => throw Broken));
        Assert.True(Result.FromTask(Task.FromResult(3)).IsSuccess);
        Assert.Same(Broken, Assert.IsType<AggregateException>(Result.FromTask(Task.FromException<int>(Broken)).Exception).InnerException);
        Assert.IsType<TaskCanceledException>(Result.FromTask(Task.FromCanceled<int>(new CancellationToken(true))).Exception);
    }

    [Fact]
    public void An_either_counts_one_of_its_sides()
    {
        Either<int, string> left = Either.Left(1);
        Either<int, string> right = Either.Right("one");
        Assert.True(left.IsLeft);
        Assert.Equal(1, left.Value);
        Assert.True(right.IsRight);
        Assert.Equal("one", right.Value);
        Assert.Equal("2", left.MapLeft(value => value + 1).Fold(value => $"{value}", text => text));
        Assert.Equal("one!", right.MapRight(text => text + "!").Fold(value => $"{value}", text => text));
    }
}
