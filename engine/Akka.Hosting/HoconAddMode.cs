namespace Akka.Hosting;

/// <summary>How added HOCON combines with what the builder already holds.</summary>
public enum HoconAddMode
{
    /// <summary>What is there already wins; the new HOCON fills the gaps.</summary>
    Append,

    /// <summary>The new HOCON wins; what is there already fills the gaps.</summary>
    Prepend,

    /// <summary>What is there already is dropped.</summary>
    Replace,
}
