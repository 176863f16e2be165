namespace ActorEcho.Node.Clients.Terminal;

/// <summary>What a key did to the line being typed.</summary>
internal enum LineEdit
{
    /// <summary>Nothing that shows.</summary>
    None,

    /// <summary>The line or the cursor changed.</summary>
    Changed,

    /// <summary>The line is done.</summary>
    Submitted,

    /// <summary>There will be no more lines.</summary>
    Ended,
}
