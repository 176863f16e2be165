using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>
/// The reading side of a connection: whether the handler wants bytes, and whether the transport has been asked to
/// tell when there are some.
/// </summary>
internal sealed class InboundFlow
{
    private readonly ITransportConnection _connection;
    private readonly int _maxRead;
    private readonly bool _pullMode;
    private bool _isWanted;
    private bool _isStarted;
    private bool _isAwaiting;

    public InboundFlow(ITransportConnection connection, TcpSettings settings, bool pullMode)
    {
        _connection = connection;
        _maxRead = Math.Min(settings.ReceiveBufferSize, settings.MaxFrameSizeBytes);
        _pullMode = pullMode;
        _isWanted = !pullMode;
    }

    /// <summary>Whether a read may be made.</summary>
    public bool MayRead => _isStarted && _isWanted && !_isAwaiting;

    /// <summary>Lets reading begin; until then what was resumed and suspended is only remembered.</summary>
    public void Start()
    {
        _isStarted = true;
        Await();
    }

    /// <summary>No read will be made again.</summary>
    public void End() => _isStarted = false;

    public void Suspend() => _isWanted = false;

    public void Resume()
    {
        _isWanted = true;
        Await();
    }

    /// <summary>Takes note that the transport has told.</summary>
    public void OnReadable() => _isAwaiting = false;

    /// <summary>Reads once. After the last byte for now, the transport is asked to tell when there are more.</summary>
    public ReceiveResult Read()
    {
        var result = _connection.Receive(_maxRead);
        switch (result.Status)
        {
            case ReceiveStatus.Data:
                _isWanted = !_pullMode;
                // A read that left room found the kernel's buffer empty: another would only be told so.
                if (result.Data.Length < _maxRead)
                    Await();
                break;
            case ReceiveStatus.WouldBlock:
                Await();
                break;
        }

        return result;
    }

    private void Await()
    {
        if (!MayRead)
            return;
        _isAwaiting = true;
        _connection.AwaitReadable();
    }
}
