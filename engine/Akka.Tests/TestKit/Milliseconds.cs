namespace Akka.Tests.TestKitTests;

/// <summary>How long tests listen to hear nothing: too short a time could only hide a failure, never make one.</summary>
internal static class Milliseconds
{
    public static readonly TimeSpan Few = TimeSpan.FromMilliseconds(20);

    public static readonly TimeSpan Plenty = TimeSpan.FromSeconds(30);
}
