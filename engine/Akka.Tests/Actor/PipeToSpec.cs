using Akka.Actor;

namespace Akka.Tests.Actor;

public class PipeToSpec : TestKit.Xunit2.TestKit
{
    private static readonly InvalidOperationException Cause = new("no");

    [Fact]
    public async Task A_result_is_sent_as_it_is_with_the_given_sender()
    {
        var sender = CreateTestProbe();

        await Task.FromResult("result").PipeTo(TestActor, sender.Ref);

        await ExpectMsgAsync("result");
        Assert.Equal(sender.Ref, LastSender);
    }

    [Fact]
    public async Task A_result_may_be_made_into_another_message()
    {
        await Task.FromResult(5).PipeTo(TestActor, success: number => $"number {number}");

        await ExpectMsgAsync("number 5");
    }

    [Fact]
    public async Task A_failure_is_sent_as_a_status()
    {
        await Task.FromException<int>(Cause).PipeTo(TestActor);

        Assert.Same(Cause, (await ExpectMsgAsync<Status.Failure>()).Cause);
    }

    [Fact]
    public async Task A_failure_may_be_made_into_another_message()
    {
        await Task.FromException<int>(Cause).PipeTo(TestActor, failure: cause => $"failed: {cause.Message}");

        await ExpectMsgAsync("failed: no");
    }

    [Fact]
    public async Task A_cancellation_is_a_failure()
    {
        await Task.FromCanceled<int>(new CancellationToken(canceled: true)).PipeTo(TestActor);

        Assert.IsAssignableFrom<OperationCanceledException>((await ExpectMsgAsync<Status.Failure>()).Cause);
    }

    [Fact]
    public async Task A_task_without_a_result_sends_nothing_unless_it_is_told_what()
    {
        await Task.CompletedTask.PipeTo(TestActor);
        await Task.CompletedTask.PipeTo(TestActor, success: () => "done");

        await ExpectMsgAsync("done");
    }

    [Fact]
    public async Task A_failed_task_without_a_result_is_sent_as_a_status()
    {
        await Task.FromException(Cause).PipeTo(TestActor, success: () => "done");

        Assert.Same(Cause, (await ExpectMsgAsync<Status.Failure>()).Cause);
    }

    [Fact]
    public async Task An_exception_of_the_success_function_is_a_failure()
    {
        await Task.FromResult(5).PipeTo(TestActor, success: _ => throw Cause);

        Assert.Same(Cause, (await ExpectMsgAsync<Status.Failure>()).Cause);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Value_tasks_are_piped_like_tasks(bool useConfigureAwait)
    {
        await new ValueTask<int>(5).PipeTo(TestActor, useConfigureAwait);
        await new ValueTask(Task.CompletedTask).PipeTo(TestActor, useConfigureAwait, success: () => "done");
        await new ValueTask<int>(Task.FromException<int>(Cause)).PipeTo(TestActor);
        await new ValueTask(Task.FromException(Cause)).PipeTo(TestActor);

        await ExpectMsgAsync(5);
        await ExpectMsgAsync("done");
        await ExpectMsgAsync<Status.Failure>();
        await ExpectMsgAsync<Status.Failure>();
    }

    [Fact]
    public async Task A_selection_can_be_the_recipient()
    {
        await Task.FromResult("result").PipeTo(Sys.ActorSelection(TestActor.Path));

        await ExpectMsgAsync("result");
    }
}
