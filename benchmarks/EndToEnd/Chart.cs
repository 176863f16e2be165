using System.Globalization;
using System.Text;

namespace ActorEcho.EndToEnd;

/// <summary>The throughput as a picture: a group of bars for each scenario, as long as the ratio to the baseline.</summary>
internal static class Chart
{
    private const int Left = 250;
    private const int UnitWidth = 420;
    private const int BarHeight = 14;
    private const int GroupGap = 14;
    private const int Top = 40;

    private static readonly string[] Colours = ["#9aa0a6", "#1a73e8", "#8ab4f8", "#f9ab00", "#e8710a", "#dadce0"];

    public static string Svg(Results results)
    {
        var bars = new StringBuilder();
        var y = Top;
        foreach (var scenario in results.Scenarios)
        {
            var height = scenario.Servers.Count * BarHeight;
            Line(bars, $"<text x=\"{Left - 12}\" y=\"{y + (height / 2) + 4}\" text-anchor=\"end\" font-weight=\"bold\">{scenario.Scenario.Name}</text>");
            foreach (var server in scenario.Servers)
            {
                AppendBar(bars, server, Median.Ratio(server, scenario.Servers[0], static m => m.PerSecond), y);
                y += BarHeight;
            }

            y += GroupGap;
        }

        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"{y + 10}\" font-family=\"sans-serif\" font-size=\"11\">");
        Line(svg, $"<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        Line(svg, $"<text x=\"12\" y=\"22\" font-size=\"14\">Throughput, as a ratio to a plain C server on epoll in the same run</text>");
        Line(svg, $"<line x1=\"{Left + UnitWidth}\" y1=\"{Top - 8}\" x2=\"{Left + UnitWidth}\" y2=\"{y}\" stroke=\"#5f6368\" stroke-dasharray=\"3 3\"/>");
        svg.Append(bars);
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void AppendBar(StringBuilder bars, ServerResult server, double ratio, int y)
    {
        var colour = Colours[Server.All.TakeWhile(one => one.Name != server.Server).Count() % Colours.Length];
        var width = Math.Min(ratio, 1.3) * UnitWidth;
        Line(bars, $"<rect x=\"{Left}\" y=\"{y}\" width=\"{width:F0}\" height=\"{BarHeight - 2}\" fill=\"{colour}\"/>");
        Line(bars, $"<text x=\"{Left + width + 5:F0}\" y=\"{y + 10}\">{ratio:F2} {server.Server}</text>");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
