using ActorEcho.Actors.Clients.Load;

namespace ActorEcho.Tests.Clients.Load;

/// <summary>Lets a test await what a load is at, which is told once a second.</summary>
internal sealed class StageWatch : IProgress<LoadProgress>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource[] _told =
        [.. Enum.GetValues<LoadStage>().Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

    public Task WarmUp => When(LoadStage.WarmUp);

    public Task Measuring => When(LoadStage.Measuring);

    public Task Draining => When(LoadStage.Draining);

    public void Report(LoadProgress value) => _told[(int)value.Stage].TrySetResult();

    private Task When(LoadStage stage) => _told[(int)stage].Task.WaitAsync(Deadline);
}
