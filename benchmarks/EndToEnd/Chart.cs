using System.Globalization;
using System.Text;

namespace ActorEcho.EndToEnd;

/// <summary>
/// The ratios as a picture: for each scenario a bar for each server, throughput on the left and processor time for one operation
/// on the right. The server that all are compared with is the line at 1. Its colours follow the reader's light or dark mode.
/// </summary>
internal static class Chart
{
    private const int Width = 1000;
    private const int BarHeight = 11;
    private const int BarStep = 13;
    private const int GroupGap = 13;
    private const int Top = 112;

    // Bars that would be longer end here, open, with their number beside them.
    private static readonly Panel Throughput = new("throughput, ratio to C: longer is better", 286, 300, 1.4);
    private static readonly Panel Cpu = new("processor time each, ratio to C: shorter is better", 668, 270, 4);

    // Those the picture is about, each in a colour of its own that is told from the others without seeing red or green.
    private static readonly (string Server, string Class)[] Shown =
    [
        (Server.NodeName, "node"), (Server.KestrelName, "kestrel"), ("Socket loop", "socket"), ("socat", "socat"), ("redis-server", "redis"),
    ];

    private const string Style = """
        <style>
          .back { fill: #ffffff } .text { fill: #1f2328 } .faint { fill: #59636e } .base { stroke: #59636e } .band { fill: #f3f5f7 }
          .number { paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round }
          .mark { stroke: #1f2328 } .node { fill: #0969da } .kestrel { fill: #e07b00 } .socket { fill: #a8b1bb } .socat { fill: #7d6bc4 } .redis { fill: #c24a6e }
          @media (prefers-color-scheme: dark) {
            .back { fill: #0d1117 } .text { fill: #e6edf3 } .faint { fill: #9198a1 } .base { stroke: #9198a1 } .band { fill: #161b22 } .number { stroke: #0d1117 }
            .mark { stroke: #e6edf3 } .node { fill: #4493f8 } .kestrel { fill: #f0a13a } .socket { fill: #656c76 } .socat { fill: #a395e8 } .redis { fill: #e8779a }
          }
        </style>
        """;

    public static string Svg(Results results)
    {
        var shown = results.Scenarios.Where(static result => result.Servers[0].Server == Server.BaselineName).ToList();
        var groups = new StringBuilder();
        var y = Top;
        foreach (var (result, index) in shown.Select(static (result, index) => (result, index)))
            y = AppendGroup(groups, result, y, isBand: index % 2 == 0);

        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {y + 12}\" width=\"{Width}\" height=\"{y + 12}\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\" font-size=\"11\">");
        svg.AppendLine(Style);
        Line(svg, $"<rect class=\"back\" width=\"100%\" height=\"100%\"/>");
        Line(svg, $"<text class=\"text\" x=\"14\" y=\"26\" font-size=\"17\" font-weight=\"bold\">ActorEcho beside other servers</text>");
        Line(svg, $"<text class=\"faint\" x=\"14\" y=\"44\">Ratios to a plain C server on epoll (over TLS with OpenSSL), measured in turn in the same run; every byte that comes back is compared.</text>");
        AppendLegend(svg, shown);
        svg.Append(groups);
        AppendAxis(svg, Throughput, y);
        AppendAxis(svg, Cpu, y);
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void AppendLegend(StringBuilder svg, List<ScenarioResult> results)
    {
        var x = 14;
        foreach (var (server, name) in Shown.Where(one => results.Any(result => result.Servers.Any(server => server.Server == one.Server))))
        {
            Line(svg, $"<rect class=\"{name}\" x=\"{x}\" y=\"56\" width=\"12\" height=\"11\"/>");
            Line(svg, $"<text class=\"text\" x=\"{x + 17}\" y=\"66\">{server}</text>");
            x += 36 + (server.Length * 7);
        }

        Line(svg, $"<line class=\"mark\" x1=\"{x + 3}\" y1=\"54\" x2=\"{x + 3}\" y2=\"69\" stroke-width=\"2\"/>");
        Line(svg, $"<text class=\"text\" x=\"{x + 11}\" y=\"66\">target for ActorEcho</text>");
        Line(svg, $"<line class=\"base\" x1=\"{x + 146}\" y1=\"54\" x2=\"{x + 146}\" y2=\"69\" stroke-dasharray=\"3 3\"/>");
        Line(svg, $"<text class=\"text\" x=\"{x + 154}\" y=\"66\">C = 1</text>");
    }

    private static int AppendGroup(StringBuilder svg, ScenarioResult result, int y, bool isBand)
    {
        var servers = Shown.Where(one => result.Servers.Any(server => server.Server == one.Server)).ToList();
        var height = servers.Count * BarStep;
        if (isBand)
            Line(svg, $"<rect class=\"band\" x=\"0\" y=\"{y - (GroupGap / 2)}\" width=\"{Width}\" height=\"{height + GroupGap - 2}\"/>");
        Line(svg, $"<text class=\"text\" x=\"{Throughput.Left - 12}\" y=\"{y + (height / 2) + 3}\" text-anchor=\"end\">{result.Scenario.Name}</text>");
        var marks = result.Scenario.Target?.Marks(result);
        AppendMark(svg, Throughput, marks?.Throughput, y);
        AppendMark(svg, Cpu, marks?.Cpu, y);
        foreach (var (server, name) in servers)
        {
            AppendBar(svg, Throughput, result.ToBaseline(server, static m => m.PerSecond), name, y);
            AppendBar(svg, Cpu, result.ToBaseline(server, static m => m.CpuMicroseconds), name, y);
            y += BarStep;
        }

        return y + GroupGap;
    }

    private static void AppendBar(StringBuilder svg, Panel panel, double ratio, string name, int y)
    {
        Line(svg, $"<rect class=\"{name}\" x=\"{panel.Left}\" y=\"{y}\" width=\"{panel.Length(ratio):F1}\" height=\"{BarHeight}\"/>");
        Line(svg, $"<text class=\"text number\" x=\"{panel.Left + panel.Length(ratio) + 5:F1}\" y=\"{y + 9}\" font-size=\"10\">{ratio:F2}{(ratio > panel.Most ? " →" : "")}</text>");
    }

    // Across the node's bar, which is the group's first.
    private static void AppendMark(StringBuilder svg, Panel panel, double? target, int y)
    {
        if (target is not { } ratio)
            return;
        var x = panel.Left + panel.Length(ratio);
        Line(svg, $"<line class=\"mark\" x1=\"{x:F1}\" y1=\"{y - 3}\" x2=\"{x:F1}\" y2=\"{y + BarHeight + 3}\" stroke-width=\"2\"/>");
    }

    private static void AppendAxis(StringBuilder svg, Panel panel, int bottom)
    {
        Line(svg, $"<text class=\"text\" x=\"{panel.Left}\" y=\"{Top - 17}\" font-weight=\"bold\">{panel.Title}</text>");
        var x = panel.Left + panel.Length(1);
        Line(svg, $"<line class=\"base\" x1=\"{x:F1}\" y1=\"{Top - 11}\" x2=\"{x:F1}\" y2=\"{bottom - 6}\" stroke-dasharray=\"3 3\"/>");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>One of the two pictures.</summary>
    private sealed record Panel(string Title, int Left, int Space, double Most)
    {
        public double Length(double ratio) => Math.Min(ratio, Most) / Most * Space;
    }
}
