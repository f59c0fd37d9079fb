using System.Globalization;
using System.Net;
using System.Text;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Reports;

/// <summary>The days of a period as bars: which share of the articles held a month. A day without a bar has no figures.</summary>
internal static class CourseChart
{
    private const double Left = 40;
    private const double Width = 650;
    private const double Bottom = 130;
    private const double Height = 120;
    private const double Stub = 2;

    /// <summary>The picture, all storerooms of a day together.</summary>
    public static string Svg(CoverageReport report, ReportLanguage language)
    {
        var words = language.Words;
        var course = report.Rooms.SelectMany(r => r.Course).GroupBy(d => d.Day).OrderBy(g => g.Key).Select(g => (Day: g.Key, Counts: g.Aggregate(CoverCounts.None, (sum, d) => sum + d.Counts))).ToList();
        var label = $"{words.CourseText}: {language.Percent(course[0].Counts.Share())} – {language.Percent(course[^1].Counts.Share())}";
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""<svg class="course" viewBox="0 0 700 150" role="img" aria-label="{WebUtility.HtmlEncode(label)}">""");
        foreach (var percent in (int[])[0, 50, 100])
        {
            var y = Inv(Bottom - (Height * percent / 100));
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="40" x2="690" y1="{y}" y2="{y}" class="grid"/><text x="34" y="{y}" dy="4" text-anchor="end">{percent} %</text>""");
        }

        var (step, days) = (Width / report.Days(), report.From.DayNumber);
        foreach (var (day, counts) in course)
        {
            if (counts.Share() is not { } share)
            {
                continue;
            }

            var title = WebUtility.HtmlEncode($"{ReportLanguage.Day(day)}: {language.Percent(counts.Share())}, {counts.Covered} {words.OfTotal} {counts.Defined()}");

            // None held it: a stub, so that the day does not look like one without figures.
            var height = Math.Max(Stub, Height * share);
            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{Inv(Left + (step * (day.DayNumber - days + 0.1)))}" width="{Inv(step * 0.8)}" y="{Inv(Bottom - height)}" height="{Inv(height)}" class="{(share > 0 ? "bar" : "bar short")}"><title>{title}</title></rect>""");
        }

        return svg.Append(CultureInfo.InvariantCulture, $"""<text x="40" y="146">{ReportLanguage.Day(report.From)}</text><text x="690" y="146" text-anchor="end">{ReportLanguage.Day(report.To)}</text></svg>""").ToString();
    }

    private static string Inv(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
