using System.Net.Sockets;

namespace Akka.IO.Transport.Sockets;

/// <summary>An asynchronous call on a socket that tells its owner when it has ended; reused for the owner's next one.</summary>
internal sealed class SocketOperation : SocketAsyncEventArgs
{
    private readonly ISocketOperationOwner _owner;

    // The owner acts for itself and not for whoever happened to begin the call: the context need not flow.
    public SocketOperation(ISocketOperationOwner owner) : base(unsafeSuppressExecutionContextFlow: true) => _owner = owner;

    protected override void OnCompleted(SocketAsyncEventArgs e) => _owner.OnCompleted();
}

/// <summary>Hears of the end of its operation, on a thread of the framework.</summary>
internal interface ISocketOperationOwner
{
    void OnCompleted();
}
