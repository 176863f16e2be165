using System.Net;
using System.Net.Sockets;
using Akka.Dispatch;
using Akka.IO.Transport.Epoll;
using Microsoft.Win32.SafeHandles;

namespace Akka.Tests.IO.Epoll;

[NeedsEpoll]
public class EventLoopSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<EventLoopGroup> _groups = [];

    protected override void AfterAll()
    {
        base.AfterAll();
        foreach (var group in _groups)
            group.Stop();
    }

    [TransportFact]
    public async Task What_another_thread_hands_over_runs_on_the_loops_own()
    {
        var loop = StartLoop();
        var ranOn = new TaskCompletionSource<(Thread, EventLoop?)>();

        loop.Execute(new ActionRunnable(() => ranOn.SetResult((Thread.CurrentThread, EventLoop.Current))));

        Assert.Equal((loop.Thread, loop), await ranOn.Task.WaitAsync(Patience));
        Assert.Null(EventLoop.Current);
    }

    [TransportFact]
    public async Task What_waits_for_the_end_of_the_batch_runs_after_what_the_batch_brought()
    {
        var loop = StartLoop();
        var order = new List<string>();
        var done = new TaskCompletionSource();

        loop.Execute(new ActionRunnable(() =>
        {
            loop.ExecuteAfterBatch(new ActionRunnable(() =>
            {
                order.Add("after");
                done.SetResult();
            }));
            loop.ExecuteHere(new ActionRunnable(() =>
            {
                order.Add("first");
                loop.ExecuteHere(new ActionRunnable(() => order.Add("what the first woke")));
            }));
        }));

        await done.Task.WaitAsync(Patience);
        Assert.Equal(["first", "what the first woke", "after"], order);
    }

    [TransportFact]
    public async Task No_wake_up_is_lost_however_near_to_falling_asleep_it_comes()
    {
        var loop = StartLoop();
        var done = new SemaphoreSlim(0);
        var run = new ActionRunnable(() => done.Release());
        for (var i = 0; i < 20_000; i++)
        {
            loop.Execute(run);
            Assert.True(await done.WaitAsync(Patience), $"The loop slept through hand-over {i}.");
            // Now and then later, so that the next one meets the loop at another step of its way to sleep.
            Thread.SpinWait(i % 200);
        }
    }

    [TransportFact]
    public async Task What_many_threads_hand_over_runs_once_each_and_in_each_ones_order()
    {
        const int each = 20_000;
        var loop = StartLoop();
        var seen = new int[4];
        var disorder = 0;
        var done = new CountdownEvent(seen.Length * each);
        var producers = Enumerable.Range(0, seen.Length).Select(producer => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                var number = i;
                loop.Execute(new ActionRunnable(() =>
                {
                    if (seen[producer]++ != number)
                        disorder++;
                    done.Signal();
                }));
            }
        }));

        await Task.WhenAll(producers).WaitAsync(Patience);

        Assert.True(done.Wait(Patience), $"{done.CurrentCount} hand-overs have not been run.");
        Assert.Equal(0, disorder);
    }

    [TransportFact]
    public async Task What_fails_is_logged_and_the_loop_goes_on()
    {
        var loop = StartLoop();
        var ran = new TaskCompletionSource();

        await EventFilter.Exception<InvalidOperationException>(message: "on purpose").ExpectOneAsync(() =>
        {
            loop.Execute(new ActionRunnable(() => throw new InvalidOperationException("on purpose")));
            return Task.CompletedTask;
        });
        loop.Execute(new ActionRunnable(ran.SetResult));

        await ran.Task.WaitAsync(Patience);
    }

    [TransportFact]
    public void A_loop_that_is_stopped_runs_what_it_has_and_ends()
    {
        var group = StartGroup(1);
        var loop = group.CurrentOrNext;
        var hold = new ManualResetEventSlim();
        var ran = 0;
        loop.Execute(new ActionRunnable(() => hold.Wait(Patience)));
        for (var i = 0; i < 100; i++)
            loop.Execute(new ActionRunnable(() => ran++));

        group.Stop();
        hold.Set();

        Assert.True(loop.Thread.Join(Patience), "The loop has not ended.");
        Assert.Equal(100, ran);
    }

    [TransportFact]
    public void A_loop_that_has_ended_writes_to_no_descriptor_that_came_after_its_own()
    {
        var group = StartGroup(1);
        var loop = group.CurrentOrNext;
        group.Stop();
        Assert.True(loop.Thread.Join(Patience), "The loop has not ended.");
        // The kernel gives the lowest numbers that are free.
        var successors = Enumerable.Range(0, 64)
            .Select(static _ => new SafeFileHandle(Libc.EventFd(0, Libc.NonBlocking | Libc.CloseOnExec), ownsHandle: true)).ToArray();

        group.Stop();

        var woken = successors.Count(WasWritten);
        foreach (var successor in successors)
            successor.Dispose();
        Assert.Equal(0, woken);
    }

    [TransportFact]
    public async Task A_source_that_fails_is_logged_and_the_loop_goes_on()
    {
        var loop = StartLoop();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var ran = new TaskCompletionSource();

        await EventFilter.Exception<InvalidOperationException>(message: "on purpose").ExpectOneAsync(() =>
        {
            loop.Watch((int)socket.Handle, Readiness.In, new FailingSource());
            socket.SendTo("now"u8, socket.LocalEndPoint!);
            return Task.CompletedTask;
        });
        loop.Execute(new ActionRunnable(ran.SetResult));

        await ran.Task.WaitAsync(Patience);
    }

    [TransportFact]
    public async Task What_a_turn_has_closed_is_open_until_the_turns_are_over()
    {
        var loop = StartLoop();
        var descriptor = Libc.EventFd(0, Libc.NonBlocking | Libc.CloseOnExec);
        var seen = new TaskCompletionSource<bool>();

        loop.Execute(new ActionRunnable(() =>
        {
            loop.CloseAfterTurns(descriptor);
            loop.ExecuteHere(new ActionRunnable(() => seen.SetResult(IsOpen(descriptor))));
        }));

        Assert.True(await seen.Task.WaitAsync(Patience));
        await AwaitConditionAsync(() => !IsOpen(descriptor), Patience);
    }

    [TransportFact]
    public void What_another_thread_closes_is_closed_at_once()
    {
        var loop = StartLoop();
        var descriptor = Libc.EventFd(0, Libc.NonBlocking | Libc.CloseOnExec);

        loop.CloseAfterTurns(descriptor);

        Assert.False(IsOpen(descriptor));
    }

    [TransportFact]
    public void Loops_take_turns_for_threads_that_are_none_of_theirs()
    {
        var group = StartGroup(3);

        var loops = Enumerable.Range(0, 6).Select(_ => group.CurrentOrNext).ToArray();

        Assert.Equal(3, loops.Distinct().Count());
        Assert.Equal(loops[..3], loops[3..]);
    }

    [TransportFact]
    public async Task A_loop_that_many_take_turns_to_wake_sleeps_between()
    {
        // One that looked again would do so for an hour.
        var loop = StartGroup(1, maxSpin: TimeSpan.FromHours(1)).CurrentOrNext;
        var task = new TaskCompletionSource<string>();
        loop.Execute(new ActionRunnable(() => task.SetResult(File.ResolveLinkTarget("/proc/thread-self", false)!.FullName)));
        var status = Path.Combine(await task.Task.WaitAsync(Patience), "stat");
        var clients = Enumerable.Range(0, 8).Select(_ => new TellingSource(loop)).ToList();

        for (var round = 0; round < 10; round++)
        {
            foreach (var client in clients)
                await client.WakeAsync().WaitAsync(Patience);
        }

        // proc_pid_stat(5): the state follows the name, which is in parentheses.
        await AwaitConditionAsync(async () => (await File.ReadAllTextAsync(status)).Split(") ")[1][0] == 'S', Patience);
        foreach (var client in clients)
            client.Dispose();
    }

    private EventLoop StartLoop() => StartGroup(1).CurrentOrNext;

    private EventLoopGroup StartGroup(int loops, TimeSpan maxSpin = default)
    {
        var group = new EventLoopGroup("spec", loops, maxSpin, TimeSpan.Zero, Sys.EventStream);
        _groups.Add(group);
        return group;
    }

    private static bool IsOpen(int eventDescriptor) =>
        new FileInfo($"/proc/self/fd/{eventDescriptor}").LinkTarget?.Contains("eventfd", StringComparison.Ordinal) == true;

    private static bool WasWritten(SafeFileHandle eventDescriptor)
    {
        try
        {
            return RandomAccess.Read(eventDescriptor, new byte[sizeof(ulong)], 0) > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // A datagram to itself is an event.
    private sealed class TellingSource : IReadinessSource, IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly SemaphoreSlim _ready = new(0);

        public TellingSource(EventLoop loop)
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            loop.Watch((int)_socket.Handle, Readiness.In, this);
        }

        public ulong Token { get; set; }

        public Task WakeAsync()
        {
            _socket.SendTo("now"u8, _socket.LocalEndPoint!);
            return _ready.WaitAsync();
        }

        public void OnReady(Readiness readiness)
        {
            _socket.Receive(stackalloc byte[16]);
            _ready.Release();
        }

        public void Dispose()
        {
            _socket.Dispose();
            _ready.Dispose();
        }
    }

    private sealed class FailingSource : IReadinessSource
    {
        public ulong Token { get; set; }

        public void OnReady(Readiness readiness) => throw new InvalidOperationException("on purpose");
    }
}
