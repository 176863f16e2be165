namespace ActorEcho.EndToEnd;

/// <summary>What a scenario's server has to speak.</summary>
internal enum Service
{
    Echo,

    /// <summary>Echo over TLS, with a certificate of the server's own making (P-256).</summary>
    TlsEcho,
    PingPong,
    Chat,

    /// <summary>Chat on two nodes that share a database.</summary>
    ClusterChat,
}
