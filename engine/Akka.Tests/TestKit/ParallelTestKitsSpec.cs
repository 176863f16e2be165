using Akka.Actor;
using Akka.TestKit.TestActors;

namespace Akka.Tests.TestKitTests;

/// <summary>Two hundred systems at once leave other tests too little of a small machine to be in time.</summary>
[CollectionDefinition(nameof(WholeMachine), DisableParallelization = true)]
public sealed class WholeMachine;

[Collection(nameof(WholeMachine))]
public sealed class ParallelTestKitsSpec
{
    private const string Quiet = "akka.loglevel = ERROR, akka.stdout-loglevel = OFF";

    [Fact]
    public async Task Probes_of_two_hundred_systems_that_block_at_the_same_time_all_get_their_messages()
    {
        const int systems = 200;
        var everybodyIsHere = new TaskCompletionSource();
        var here = 0;

        void RunTest(int number)
        {
            using var kit = new Akka.TestKit.Xunit2.TestKit(Quiet);
            var probe = kit.CreateTestProbe();
            var echo = kit.ActorOf(SimpleEchoActor.Props());
            // As many threads of the pool are blocked here as there are systems: none can go on before all have come.
            if (Interlocked.Increment(ref here) == systems)
                everybodyIsHere.SetResult();
            kit.AwaitCondition(() => everybodyIsHere.Task.IsCompleted, TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(10));

            probe.Send(echo, number);
            probe.ExpectMsg(number, Milliseconds.Plenty);
            echo.Tell("implicit");
            kit.ExpectMsg("implicit", Milliseconds.Plenty);
            probe.Watch(echo);
            kit.Sys.Stop(echo);
            probe.ExpectTerminated(echo, Milliseconds.Plenty);
        }

        await Task.WhenAll(Enumerable.Range(0, systems).Select(number => Task.Run(() => RunTest(number))));
    }

    [Fact]
    public async Task Asynchronous_tests_on_two_hundred_systems_keep_their_own_sender()
    {
        async Task RunTest(int number)
        {
            using var kit = new Akka.TestKit.Xunit2.TestKit(Quiet);
            var echo = kit.ActorOf(SimpleEchoActor.Props());
            for (var i = 0; i < 10; i++)
            {
                echo.Tell((number, i));
                await kit.ExpectMsgAsync((number, i), Milliseconds.Plenty);
                await Task.Yield();
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => RunTest(number))));
    }

    [Fact]
    public async Task An_actor_that_talks_to_the_test_actor_while_it_starts_is_heard()
    {
        async Task RunTest()
        {
            using var kit = new Akka.TestKit.Xunit2.TestKit(Quiet);
            var actor = kit.ActorOf(() => new Greeter(kit.TestActor));
            await kit.ExpectMsgFromAsync(actor, "hello", Milliseconds.Plenty);
        }

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(RunTest)));
    }

    private sealed class Greeter(IActorRef listener) : ReceiveActor
    {
        protected override void PreStart() => listener.Tell("hello");
    }
}
