using System.Buffers;
using System.Net;
using System.Text;
using ActorEcho.Actors.Transports.Proxy;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Transports.Proxy;

public class ProxyHeaderReaderTests
{
    private static readonly byte[] Signature = [.. "\r\n\r\n\0\r\nQUIT\n"u8];

    public static TheoryData<string, string?, string?> Lines => new()
    {
        { "PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\n", "192.0.2.1:56324", "198.51.100.2:443" },
        { "PROXY TCP6 2001:db8::1 ::1 1 65535\r\n", "[2001:db8::1]:1", "[::1]:65535" },
        { "PROXY UNKNOWN\r\n", null, null },
        { "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", null, null },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_names_the_client(string line, string? source, string? destination)
    {
        var (header, rest) = Read(Encoding.ASCII.GetBytes(line + "rest"));
        Assert.Equal((source, destination), (header!.Source?.ToString(), header.Destination?.ToString()));
        Assert.Equal("rest", Encoding.ASCII.GetString(rest));
    }

    [Fact]
    public void A_binary_header_names_a_client_over_ipv4()
    {
        byte[] bytes = [.. Signature, 0x21, 0x11, 0, 12, 192, 0, 2, 1, 198, 51, 100, 2, 0xDC, 0x04, 0x01, 0xBB, .. "rest"u8];
        var (header, rest) = Read(bytes);
        Assert.Equal(new ProxyHeader(IPEndPoint.Parse("192.0.2.1:56324"), IPEndPoint.Parse("198.51.100.2:443")), header);
        Assert.Equal("rest", Encoding.ASCII.GetString(rest));
    }

    [Fact]
    public void A_binary_header_names_a_client_over_ipv6_and_what_follows_the_addresses_is_skipped()
    {
        var source = IPAddress.Parse("2001:db8::1").GetAddressBytes();
        byte[] bytes = [.. Signature, 0x21, 0x21, 1, 36, .. source, .. source, 0, 1, 0, 2, .. new byte[256], .. "rest"u8];
        var (header, rest) = Read(bytes);
        Assert.Equal(new ProxyHeader(IPEndPoint.Parse("[2001:db8::1]:1"), IPEndPoint.Parse("[2001:db8::1]:2")), header);
        Assert.Equal("rest", Encoding.ASCII.GetString(rest));
    }

    [Theory]
    [InlineData(0x20, 0x00, 0)]
    [InlineData(0x20, 0x11, 12)]
    [InlineData(0x21, 0x00, 7)]
    [InlineData(0x21, 0x31, 216)]
    public void A_proxy_may_name_nobody(byte command, byte family, byte length)
    {
        var (header, rest) = Read([.. Signature, command, family, 0, length, .. new byte[length], .. "rest"u8]);
        Assert.Equal(ProxyHeader.Unnamed, header);
        Assert.Equal("rest", Encoding.ASCII.GetString(rest));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", "does not begin with a PROXY header")]
    [InlineData("PROXX TCP4", "does not begin with a PROXY header")]
    [InlineData("\r\n\r\n\0\r\nQUIX\n", "does not begin with a PROXY header")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\n", "malformed")]
    [InlineData("PROXY \n", "malformed")]
    [InlineData("PROXY TCP4\r\n", "malformed")]
    [InlineData("PROXY UDP4 192.0.2.1 198.51.100.2 56324 443\r\n", "malformed")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.2 56324 65536\r\n", "malformed")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.2 56324 -1\r\n", "malformed")]
    [InlineData("PROXY TCP4 192.0.513 198.51.100.2 56324 443\r\n", "malformed")]
    [InlineData("PROXY TCP4 2001:db8::1 ::1 56324 443\r\n", "malformed")]
    [InlineData("PROXY TCP6 fe80::1%eth0 ::1 56324 443\r\n", "malformed")]
    [InlineData("PROXY TCP4  192.0.2.1 198.51.100.2 56324 443\r\n", "malformed")]
    public void What_is_no_header_is_told(string text, string problem) =>
        Assert.Contains(problem, ProblemOf(Encoding.Latin1.GetBytes(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0x11, 0x11, 12, "version and command 0x11")]
    [InlineData(0x22, 0x11, 12, "version and command 0x22")]
    [InlineData(0x21, 0x12, 12, "family and protocol 0x12")]
    [InlineData(0x21, 0x11, 11, "family and protocol 0x11 with 11 bytes")]
    [InlineData(0x21, 0x21, 35, "family and protocol 0x21 with 35 bytes")]
    public void A_binary_header_that_is_malformed_is_told(byte command, byte family, byte length, string problem) =>
        Assert.Contains(problem, ProblemOf([.. Signature, command, family, 0, length, .. new byte[length]]), StringComparison.Ordinal);

    [Fact]
    public void A_line_that_never_ends_is_given_up()
    {
        var reader = new ProxyHeaderReader();
        var rest = reader.Read(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes("PROXY UNKNOWN ".PadRight(10_000, 'x'))));
        Assert.Equal("its PROXY line is longer than 107 bytes", reader.Problem);
        Assert.Equal(10_000 - ProxyHeaderReader.MaxLineBytes, rest.Length);
    }

    [Fact]
    public void A_binary_header_that_is_too_long_is_given_up_before_it_comes() =>
        Assert.Equal("its PROXY header has 65535 bytes more; 4096 are allowed", ProblemOf([.. Signature, 0x21, 0x11, 0xFF, 0xFF]));

    [Fact]
    public void How_a_header_is_cut_makes_no_difference()
    {
        byte[][] streams =
        [
            .. Lines.Select(line => Encoding.ASCII.GetBytes((string)line[0] + "rest")),
            [.. Signature, 0x21, 0x11, 0, 12, 192, 0, 2, 1, 198, 51, 100, 2, 0xDC, 0x04, 0x01, 0xBB, .. "rest"u8],
            [.. Signature, 0x20, 0x00, 0, 0, .. "rest"u8],
        ];
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), cuts =>
        {
            foreach (var stream in streams)
            {
                var (header, rest) = Read(stream);
                Assert.Equal((header, Encoding.ASCII.GetString(rest)), ReadCut(stream, cuts));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_bytes_whatever_make_it_fail_or_take_more_than_it_may() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<bool>(), (bytes, isBinary) =>
        {
            byte[] stream = isBinary ? [.. Signature, .. bytes] : [.. "PROXY "u8, .. bytes];
            var reader = new ProxyHeaderReader();
            var rest = reader.Read(new ReadOnlySequence<byte>(stream));
            Assert.True(reader.Header is null || reader.Problem is null);
            Assert.True(reader.Header is not null || reader.Problem is not null || rest.IsEmpty);
        }).QuickCheckThrowOnFailure();

    private static (ProxyHeader? Header, byte[] Left) Read(byte[] stream)
    {
        var reader = new ProxyHeaderReader();
        var rest = reader.Read(new ReadOnlySequence<byte>(stream));
        Assert.Null(reader.Problem);
        return (reader.Header, rest.ToArray());
    }

    private static string ProblemOf(byte[] stream)
    {
        var reader = new ProxyHeaderReader();
        reader.Read(new ReadOnlySequence<byte>(stream));
        Assert.Null(reader.Header);
        return reader.Problem ?? "none";
    }

    /// <summary>Reads pieces as long as the cuts say, from the first on again when they run out.</summary>
    private static (ProxyHeader? Header, string Left) ReadCut(byte[] stream, byte[] cuts)
    {
        var reader = new ProxyHeaderReader();
        var rest = new List<byte>();
        for (int at = 0, cut = 0; at < stream.Length; cut++)
        {
            var length = Math.Min(cuts.Length == 0 ? 1 : cuts[cut % cuts.Length] % 20 + 1, stream.Length - at);
            rest.AddRange(reader.Read(new ReadOnlySequence<byte>(stream, at, length)).ToArray());
            at += length;
        }

        return (reader.Header, Encoding.ASCII.GetString([.. rest]));
    }
}
