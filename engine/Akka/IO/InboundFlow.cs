using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>
/// The reading side of a connection: whether the handler wants bytes, and whether the transport has been asked to
/// tell when there are some. A part of its connection and no object of its own, since there are as many as clients.
/// </summary>
internal struct InboundFlow
{
    private readonly ITransportConnection _connection;
    private readonly int _maxRead;
    private readonly bool _pullMode;
    private bool _isWanted;
    private bool _isStarted;
    private bool _isReadable;
    private bool _isAwaiting;

    public InboundFlow(ITransportConnection connection, TcpSettings settings, bool pullMode)
    {
        _connection = connection;
        _maxRead = Math.Min(settings.ReceiveBufferSize, settings.MaxFrameSizeBytes);
        _pullMode = pullMode;
        _isWanted = !pullMode;
    }

    /// <summary>Whether the handler lends back what it has written.</summary>
    public bool Lends { get; set; }

    /// <summary>Whether a read is wanted and may bring something.</summary>
    public readonly bool MayRead => _isStarted && _isWanted && _isReadable;

    /// <summary>Lets reading begin; until then what was resumed and suspended is only remembered.</summary>
    public void Start()
    {
        _isStarted = true;
        AwaitIfEmpty();
    }

    /// <summary>No read will be made again.</summary>
    public void End() => _isStarted = false;

    /// <summary>Reads no more. What the transport tells meanwhile is remembered: it does not tell it twice.</summary>
    public void Suspend() => _isWanted = false;

    /// <summary>Reads again; the caller looks at once whether it may.</summary>
    public void Resume()
    {
        _isWanted = true;
        AwaitIfEmpty();
    }

    /// <summary>Takes note that the transport has told.</summary>
    public void OnReadable()
    {
        _isAwaiting = false;
        _isReadable = true;
    }

    /// <summary>Reads once. After the last byte for now, the transport is asked to tell when there are more.</summary>
    /// <param name="mayLend">Whether what is lent can be expected to come back soon.</param>
    public ReceiveResult Read(bool mayLend)
    {
        var result = _connection.Receive(_maxRead, Lends & mayLend);
        if (result.Status == ReceiveStatus.Data)
            _isWanted = !_pullMode;
        // A read that left room found the kernel's buffer empty as a rule: another would only be told so. Where it did not, the transport
        // tells at once.
        _isReadable = result.Status == ReceiveStatus.Data && result.Count == _maxRead;
        if (result.Status is ReceiveStatus.Data or ReceiveStatus.WouldBlock)
            AwaitIfEmpty();
        return result;
    }

    private void AwaitIfEmpty()
    {
        if (!_isStarted || !_isWanted || _isReadable || _isAwaiting)
            return;
        _isAwaiting = true;
        _connection.AwaitReadable();
    }
}
