using System.Net.Sockets;
using Akka.IO;

namespace ActorEcho.Actors.Transports.Unix;

/// <summary>
/// Clears the way for a socket's file and gives it its mode. A file that a dead server left behind is replaced; one whose
/// server lives, or that is no socket, is an error.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="mode">Its mode from before the first client can connect.</param>
internal sealed class SocketFile(string path, UnixFileMode mode) : Inet.AbstractSocketOptionV2
{
    /// <inheritdoc/>
    public override void BeforeServerSocketBind(Socket ss)
    {
        RequireDirectory();
        // Not File.Exists, which knows regular files only; and not through a link, which somebody else may have laid.
        var file = new FileInfo(path);
        if (file.LinkTarget is not null) throw new IOException($"{path} is a symbolic link; remove it or name another file.");
        if ((int)file.Attributes == -1) return;
        if (!IsSocket(file)) throw new IOException($"{path} exists and is not a socket; remove it or name another file.");
        if (IsAlive()) throw new IOException($"{path} is the socket of a server that is running; stop it or name another file.");
        file.Delete();
    }

    /// <inheritdoc/>
    public override void AfterBind(Socket s)
    {
        // Nobody can connect before the socket listens, so the mode comes in time.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }

    /// <summary>Without it the system calls the path an address that this machine does not have.</summary>
    private void RequireDirectory()
    {
        if (Path.GetDirectoryName(path) is not { } name) return;
        // Not Exists alone, which is false as well where nobody may look.
        var directory = new DirectoryInfo(name);
        if ((int)directory.Attributes == -1) throw new IOException($"the directory {name} does not exist; make it or name another file.");
        if (!directory.Exists) throw new IOException($"{name} is not a directory; name another file.");
    }

    /// <summary>Of all kinds of files only a socket can never be opened. Writing is asked for too, since a pipe makes readers wait.</summary>
    private bool IsSocket(FileInfo file)
    {
        if ((file.Attributes & FileAttributes.Directory) != 0 || file.Length > 0) return false;
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private bool IsAlive()
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode is SocketError.ConnectionRefused)
        {
            return false;
        }
        catch (SocketException full) when (full.SocketErrorCode is SocketError.WouldBlock or SocketError.TryAgain)
        {
            // A server with a full backlog is a server.
            return true;
        }
    }
}
