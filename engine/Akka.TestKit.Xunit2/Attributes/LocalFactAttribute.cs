using Xunit;
using Xunit.Sdk;

namespace Akka.TestKit.Xunit2.Attributes;

/// <summary>Where tests are told to run on a developer's machine: the environment variable <c>XUNIT_SKIP_LOCAL_FACT</c> is <c>true</c>.</summary>
internal static class LocalRun
{
    public static bool IsOne { get; } =
        string.Equals(Environment.GetEnvironmentVariable("XUNIT_SKIP_LOCAL_FACT"), "true", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A fact that can be skipped on developers' machines: where <c>XUNIT_SKIP_LOCAL_FACT</c> is <c>true</c>.</summary>
public class LocalFactAttribute : FactAttribute
{
    private string? _skip;

    /// <inheritdoc/>
    public override string? Skip
    {
        get => LocalRun.IsOne ? SkipLocal ?? _skip : _skip;
        set => _skip = value;
    }

    /// <summary>Why it is skipped on developers' machines; null not to skip it.</summary>
    public string? SkipLocal { get; set; }
}

/// <summary>A theory that can be skipped on developers' machines: where <c>XUNIT_SKIP_LOCAL_FACT</c> is <c>true</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Xunit.Sdk.TheoryDiscoverer", "xunit.execution.{Platform}")]
public class LocalTheoryAttribute : TheoryAttribute
{
    private string? _skip;

    /// <inheritdoc/>
    public override string? Skip
    {
        get => LocalRun.IsOne ? SkipLocal ?? _skip : _skip;
        set => _skip = value;
    }

    /// <summary>Why it is skipped on developers' machines; null not to skip it.</summary>
    public string? SkipLocal { get; set; }
}
