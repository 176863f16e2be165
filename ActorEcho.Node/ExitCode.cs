namespace ActorEcho.Node;

/// <summary>What the process tells the shell when it ends.</summary>
internal static class ExitCode
{
    /// <summary>It ran, and was told to stop; or it was asked something and answered.</summary>
    public const int Success = 0;

    /// <summary>It could not start, for example since a port was taken.</summary>
    public const int StartFailed = 1;

    /// <summary>It was told to stop and did not within its time.</summary>
    public const int StopFailed = 1;

    /// <summary>It was asked something, and the answer could not be written.</summary>
    public const int OutputFailed = 1;

    /// <summary>A client could not connect, lost its connection, or something was lost on the way.</summary>
    public const int ClientFailed = 1;

    /// <summary>The command line or the configuration was wrong; nothing was started.</summary>
    public const int BadConfiguration = 2;

    /// <summary>A client was interrupted before it had a result: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Nobody reads what a client writes any more: 128 and the number of SIGPIPE, which ends other programs then.</summary>
    public const int OutputGone = 141;
}
