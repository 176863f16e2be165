using System.Net.Sockets;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports.Unix;
using ActorEcho.Tests.Transports.Behaviour;

namespace ActorEcho.Tests.Transports.Unix;

public class UnixListenerTests : TransportTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("actorecho-").FullName;

    private string SocketPath => Path.Combine(_directory, "echo.sock");

    private ListenerSettings Settings => new("test", new UnixBindAddress(SocketPath), EchoSettings.Default, ListenerLimits.Default)
    {
        Transport = new UnixSettings { Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite },
    };

    [Fact]
    public async Task The_socket_file_has_the_mode_asked_for_and_goes_with_the_listener()
    {
        if (OperatingSystem.IsWindows()) return;
        await ServeAsync(Settings);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SocketPath));
        await StopAsync();
        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public async Task A_socket_file_that_a_dead_server_left_is_replaced()
    {
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // Bound under another name, so that closing does not remove the file.
            dead.Bind(new UnixDomainSocketEndPoint(SocketPath + ".bound"));
            File.Move(SocketPath + ".bound", SocketPath);
        }

        Assert.True(File.Exists(SocketPath));
        var server = await ServeAsync(Settings);
        await using var peer = await Peer.ConnectAsync(server);
        await peer.SendAsync("hello");
        await peer.ExpectAsync("hello");
    }

    [Fact]
    public async Task A_socket_file_of_a_living_server_is_an_error()
    {
        using var living = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        living.Bind(new UnixDomainSocketEndPoint(SocketPath));
        living.Listen();
        await ExpectFailureAsync("is the socket of a server that is running");
    }

    [Theory]
    [InlineData("some content")]
    [InlineData("")]
    public async Task A_file_that_is_no_socket_is_an_error_and_stays(string content)
    {
        await File.WriteAllTextAsync(SocketPath, content);
        await ExpectFailureAsync("exists and is not a socket");
        Assert.Equal(content, await File.ReadAllTextAsync(SocketPath));
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_told()
    {
        Directory.Delete(_directory);
        await ExpectFailureAsync($"{SocketPath}: the directory {_directory} does not exist; make it or name another file.");
        Directory.CreateDirectory(_directory);
    }

    [Fact]
    public async Task A_directory_that_is_none_is_told()
    {
        Directory.Delete(_directory);
        await File.WriteAllTextAsync(_directory, "a file");
        await ExpectFailureAsync($"{_directory} is not a directory; name another file.");
        File.Delete(_directory);
        Directory.CreateDirectory(_directory);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task ExpectFailureAsync(string reason)
    {
        var answer = await TryServeAsync(Settings);
        var failure = Assert.Single(Assert.IsType<ListenersFailed>(answer).Failures);
        Assert.Contains(reason, $"{failure.Address}: {failure.Reason}", StringComparison.Ordinal);
    }
}
