using Xunit.Abstractions;

namespace Akka.Tests.IO;

// Each specification of the TCP driver, over each way to the operating system.

public sealed class NameResolutionOverSockets(ITestOutputHelper output) : NameResolutionSpec(output, Over.Sockets);

[NeedsEpoll]
public sealed class NameResolutionOverOneEventLoop(ITestOutputHelper output) : NameResolutionSpec(output, Over.OneEventLoop);

[NeedsEpoll]
public sealed class NameResolutionOverTwoEventLoops(ITestOutputHelper output) : NameResolutionSpec(output, Over.TwoEventLoops);

public sealed class TcpClosingOverSockets(ITestOutputHelper output) : TcpClosingSpec(output, Over.Sockets);

[NeedsEpoll]
public sealed class TcpClosingOverOneEventLoop(ITestOutputHelper output) : TcpClosingSpec(output, Over.OneEventLoop);

[NeedsEpoll]
public sealed class TcpClosingOverTwoEventLoops(ITestOutputHelper output) : TcpClosingSpec(output, Over.TwoEventLoops);

public sealed class TcpConnectingOverSockets(ITestOutputHelper output) : TcpConnectingSpec(output, Over.Sockets);

[NeedsEpoll]
public sealed class TcpConnectingOverOneEventLoop(ITestOutputHelper output) : TcpConnectingSpec(output, Over.OneEventLoop);

[NeedsEpoll]
public sealed class TcpConnectingOverTwoEventLoops(ITestOutputHelper output) : TcpConnectingSpec(output, Over.TwoEventLoops);

public sealed class TcpListeningOverSockets(ITestOutputHelper output) : TcpListeningSpec(output, Over.Sockets);

[NeedsEpoll]
public sealed class TcpListeningOverOneEventLoop(ITestOutputHelper output) : TcpListeningSpec(output, Over.OneEventLoop);

[NeedsEpoll]
public sealed class TcpListeningOverTwoEventLoops(ITestOutputHelper output) : TcpListeningSpec(output, Over.TwoEventLoops);

public sealed class TcpMidTurnOverSockets(ITestOutputHelper output) : TcpMidTurnSpec(output, Over.Sockets);

[NeedsEpoll]
public sealed class TcpMidTurnOverOneEventLoop(ITestOutputHelper output) : TcpMidTurnSpec(output, Over.OneEventLoop);

[NeedsEpoll]
public sealed class TcpMidTurnOverTwoEventLoops(ITestOutputHelper output) : TcpMidTurnSpec(output, Over.TwoEventLoops);

public sealed class TcpOwnershipOverSockets(ITestOutputHelper output) : TcpOwnershipSpec(output, Over.Sockets);

[NeedsEpoll]
public sealed class TcpOwnershipOverOneEventLoop(ITestOutputHelper output) : TcpOwnershipSpec(output, Over.OneEventLoop);

[NeedsEpoll]
public sealed class TcpOwnershipOverTwoEventLoops(ITestOutputHelper output) : TcpOwnershipSpec(output, Over.TwoEventLoops);

public sealed class TcpReadingOverSockets(ITestOutputHelper output) : TcpReadingSpec(output, Over.Sockets);

[NeedsEpoll]
public sealed class TcpReadingOverOneEventLoop(ITestOutputHelper output) : TcpReadingSpec(output, Over.OneEventLoop);

[NeedsEpoll]
public sealed class TcpReadingOverTwoEventLoops(ITestOutputHelper output) : TcpReadingSpec(output, Over.TwoEventLoops);

public sealed class TcpSoakOverSockets(ITestOutputHelper output) : TcpSoakSpec(output, Over.Sockets);

[NeedsEpoll]
public sealed class TcpSoakOverOneEventLoop(ITestOutputHelper output) : TcpSoakSpec(output, Over.OneEventLoop);

[NeedsEpoll]
public sealed class TcpSoakOverTwoEventLoops(ITestOutputHelper output) : TcpSoakSpec(output, Over.TwoEventLoops);

public sealed class TcpUnixOverSockets(ITestOutputHelper output) : TcpUnixSpec(output, Over.Sockets);

[NeedsEpoll]
public sealed class TcpUnixOverOneEventLoop(ITestOutputHelper output) : TcpUnixSpec(output, Over.OneEventLoop);

[NeedsEpoll]
public sealed class TcpUnixOverTwoEventLoops(ITestOutputHelper output) : TcpUnixSpec(output, Over.TwoEventLoops);

public sealed class TcpWritingOverSockets(ITestOutputHelper output) : TcpWritingSpec(output, Over.Sockets);

[NeedsEpoll]
public sealed class TcpWritingOverOneEventLoop(ITestOutputHelper output) : TcpWritingSpec(output, Over.OneEventLoop);

[NeedsEpoll]
public sealed class TcpWritingOverTwoEventLoops(ITestOutputHelper output) : TcpWritingSpec(output, Over.TwoEventLoops);
