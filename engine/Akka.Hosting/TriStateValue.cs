namespace Akka.Hosting;

/// <summary>How many of a kind are logged.</summary>
public enum TriStateValue
{
    /// <summary>None.</summary>
    None,

    /// <summary>All.</summary>
    All,

    /// <summary>The first of them, up to a count.</summary>
    Some,
}
