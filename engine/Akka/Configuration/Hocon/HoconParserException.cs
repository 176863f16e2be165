namespace Akka.Configuration.Hocon;

/// <summary>Text that is not HOCON, or a substitution or an include that cannot be resolved.</summary>
/// <remarks>The message begins with <c>source:line:column</c>, then says what was found and what was expected.</remarks>
public class HoconParserException : ConfigurationException
{
    /// <summary>Reports a fault at a place.</summary>
    /// <param name="origin">The place.</param>
    /// <param name="problem">What is wrong there and what to do about it: a sentence.</param>
    /// <param name="cause">The failure behind it, if any.</param>
    public HoconParserException(HoconOrigin origin, string problem, Exception? cause = null)
        : base($"{origin}: {problem}", cause)
    {
        Origin = origin;
        Problem = problem;
    }

    /// <summary>The place of the fault.</summary>
    public HoconOrigin Origin { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }
}
