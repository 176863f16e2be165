namespace ActorEcho.Actors.Clients.Load;

/// <summary>What a load run is at.</summary>
public enum LoadStage
{
    /// <summary>Messages flow and are checked, but not counted.</summary>
    WarmUp,

    /// <summary>Messages flow, are checked and counted.</summary>
    Measuring,

    /// <summary>No new messages; what is owed is awaited.</summary>
    Draining,
}
