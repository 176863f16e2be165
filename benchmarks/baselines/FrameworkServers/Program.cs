using System.Globalization;
using FrameworkServers;

// What .NET brings along, as servers to compare with.
switch (args)
{
    case ["kestrel", var port]:
        await KestrelEcho.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), overTls: false);
        return 0;
    case ["kestrel-tls", var port]:
        await KestrelEcho.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), overTls: true);
        return 0;
    case ["socket", var port]:
        await SocketEcho.RunAsync(int.Parse(port, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("usage: FrameworkServers kestrel|kestrel-tls|socket PORT");
        return 2;
}
