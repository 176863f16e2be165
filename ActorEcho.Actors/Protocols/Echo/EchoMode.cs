namespace ActorEcho.Actors.Protocols.Echo;

/// <summary>How long an echo connection lasts.</summary>
public enum EchoMode
{
    /// <summary>Every byte comes back until the client ends its input (RFC 862). The default.</summary>
    Stream,

    /// <summary>What the first read brings comes back, then the server closes: the echo server of the coqffi article.</summary>
    Once,
}
