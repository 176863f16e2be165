using Akka.IO.Transport.Epoll;

namespace Akka.IO.Transport;

/// <summary>
/// The descriptors that connections leave to the process. The runtime opens files as well, a library that is needed for the first
/// time among them, and ends the process when it cannot: clients alone must not bring it there.
/// </summary>
internal static unsafe class DescriptorReserve
{
    private const int OpenFiles = 7; // RLIMIT_NOFILE

    // A library takes one or two for the moment it is loaded, by as many threads as load one at a time.
    private const ulong Kept = 32;

    private static readonly ulong FirstKept = FindFirstKept();

    /// <summary>Whether a descriptor that was just opened is one of those. The kernel gives out the lowest number that is free.</summary>
    public static bool Holds(int descriptor) => (ulong)descriptor >= FirstKept;

    private static ulong FindFirstKept()
    {
        Libc.ResourceLimit limit;
        // The runtime has raised the limit as far as it may by the time that anything of ours runs.
        return Libc.GetResourceLimit(OpenFiles, &limit) == 0 && limit.Current > Kept * 2 ? limit.Current - Kept : ulong.MaxValue;
    }
}
