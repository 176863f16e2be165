using Akka.Tests.IO;

namespace ActorEcho.Tests.EndToEnd;

// The server from end to end, over each way to the operating system.

public sealed class AcceptorOverSockets() : AcceptorTests(Over.Sockets);

[NeedsEpoll]
public sealed class AcceptorOverOneEventLoop() : AcceptorTests(Over.OneEventLoop);

[NeedsEpoll]
public sealed class AcceptorOverTwoEventLoops() : AcceptorTests(Over.TwoEventLoops);

public sealed class ChatOverSockets() : ChatTests(Over.Sockets);

[NeedsEpoll]
public sealed class ChatOverOneEventLoop() : ChatTests(Over.OneEventLoop);

[NeedsEpoll]
public sealed class ChatOverTwoEventLoops() : ChatTests(Over.TwoEventLoops);

public sealed class EchoOverSockets() : EchoTests(Over.Sockets);

[NeedsEpoll]
public sealed class EchoOverOneEventLoop() : EchoTests(Over.OneEventLoop);

[NeedsEpoll]
public sealed class EchoOverTwoEventLoops() : EchoTests(Over.TwoEventLoops);

[Collection(nameof(Alone))]
public sealed class OrphanOverSockets() : OrphanTests(Over.Sockets);

[Collection(nameof(Alone))]
[NeedsEpoll]
public sealed class OrphanOverOneEventLoop() : OrphanTests(Over.OneEventLoop);

[Collection(nameof(Alone))]
[NeedsEpoll]
public sealed class OrphanOverTwoEventLoops() : OrphanTests(Over.TwoEventLoops);

public sealed class PingPongOverSockets() : PingPongTests(Over.Sockets);

[NeedsEpoll]
public sealed class PingPongOverOneEventLoop() : PingPongTests(Over.OneEventLoop);

[NeedsEpoll]
public sealed class PingPongOverTwoEventLoops() : PingPongTests(Over.TwoEventLoops);
