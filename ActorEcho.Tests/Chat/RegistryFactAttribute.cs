using ActorEcho.Tests.Cluster;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ActorEcho.Tests.Chat;

/// <summary>A test of every registry. Those over PostgreSQL are skipped where there is none, unless it is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ActorEcho.Tests.Chat.RegistryFactDiscoverer", "ActorEcho.Tests")]
public sealed class RegistryFactAttribute : FactAttribute;

/// <summary>Finds the tests of every registry.</summary>
public sealed class RegistryFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new RegistryTestCase(
            DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

/// <summary>One of them, which knows what its class needs.</summary>
public sealed class RegistryTestCase : XunitTestCase
{
    [Obsolete("For the test framework, which makes it when it reads one back.")]
    public RegistryTestCase()
    {
    }

    public RegistryTestCase(
        IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod testMethod)
        : base(diagnostics, display, displayOptions, testMethod)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute)
        ?? (TestMethod.TestClass.Class.Name == typeof(ClusterRegistryBehaviourTests).FullName ? PostgreSqlServer.SkipReason : null);
}
