using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using ActorEcho.Actors.Listening;
using ActorEcho.Node;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Node;

public sealed class CertificateReloadTests : TestKit
{
    private readonly Channel<PosixSignal> _handled = Channel.CreateUnbounded<PosixSignal>();

    [Fact]
    public async Task A_signal_that_comes_before_the_listeners_is_passed_on_once_they_are_there()
    {
        if (OperatingSystem.IsWindows()) return;
        // Handlers run one after the other, the last registered first.
        using var witness = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _handled.Writer.TryWrite(signal.Signal);
        });
        using var reload = new CertificateReload();
        await HangUpAsync();

        reload.Tell(TestActor);

        await ExpectMsgAsync<ReloadCertificates>();
        await HangUpAsync();
        await ExpectMsgAsync<ReloadCertificates>();
    }

    [Fact]
    public async Task Where_nobody_has_asked_nothing_is_read_again()
    {
        using var reload = new CertificateReload();

        reload.Tell(TestActor);

        TestActor.Tell("next", TestActor);
        await ExpectMsgAsync("next");
    }

    private async Task HangUpAsync()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -HUP {Environment.ProcessId}"]);
        await kill.WaitForExitAsync();
        await _handled.Reader.ReadAsync().AsTask().WaitAsync(NodeProcess.Deadline);
    }
}
