using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Akka.Tests.IO;

/// <summary>The settings that a suite is run over, once each.</summary>
internal static class Over
{
    public const string Sockets = "akka.io.tcp.transport = sockets";
    public const string OneEventLoop = "akka.io.tcp { transport = epoll, event-loops = 1 }";
    public const string TwoEventLoops = "akka.io.tcp { transport = epoll, event-loops = 2 }";
}

/// <summary>A class whose tests need event loops; where the system has none, its <see cref="TransportFactAttribute"/>s are skipped.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsEpollAttribute : Attribute;

/// <summary>A test of a suite that runs over every transport.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Akka.Tests.IO." + nameof(TransportFactDiscoverer), ThisAssembly)]
public sealed class TransportFactAttribute : FactAttribute
{
#if ACTOR_ECHO_TESTS
    private const string ThisAssembly = "ActorEcho.Tests";
#else
    private const string ThisAssembly = "Akka.Tests";
#endif
}

/// <summary>Makes the cases of <see cref="TransportFactAttribute"/>; xunit can otherwise skip a method only in all classes at once.</summary>
public sealed class TransportFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        testMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsEpollAttribute)).Any()
            ? new EpollTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);

    private sealed class EpollTestCase : XunitTestCase
    {
        /// <summary>For xunit, which fills it from its serialized form.</summary>
        [EditorBrowsable(EditorBrowsableState.Never)]
        [Obsolete("Called by the deserializer only.")]
        public EpollTestCase()
        {
        }

        public EpollTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
            : base(diagnostics, display, options, method)
        {
        }

        protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
            OperatingSystem.IsLinux() && Environment.Is64BitProcess
                ? base.GetSkipReason(factAttribute)
                : "Event loops need epoll, which only 64-bit Linux has.";
    }
}
