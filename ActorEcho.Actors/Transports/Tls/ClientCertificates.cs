namespace ActorEcho.Actors.Transports.Tls;

/// <summary>Whether clients show certificates.</summary>
public enum ClientCertificates
{
    /// <summary>None is asked for. The default.</summary>
    None,

    /// <summary>One is asked for; a client without one is let in, a client with a bad one is not.</summary>
    Allow,

    /// <summary>One is asked for, and nobody is let in without a good one.</summary>
    Require,
}
