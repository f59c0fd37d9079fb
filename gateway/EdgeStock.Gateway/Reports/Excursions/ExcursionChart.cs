using System.Globalization;
using System.Net;
using System.Text;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Reports;

/// <summary>
/// The course of an excursion as a picture: the means of its minutes, its limits as lines, what was beyond as a dark area, gaps hatched and never
/// bridged, acknowledgements as marks. Shapes and dashes carry the meaning, so that it can be read in grey.
/// </summary>
internal sealed class ExcursionChart
{
    private const double Left = 46;
    private const double Right = 734;
    private const double Top = 22;
    private const double Bottom = 218;

    /// <summary>More points than this are joined: a column of the picture is the mean of its minutes.</summary>
    private const int MostPoints = 688;

    private static readonly double[] ValueSteps = [0.2, 0.5, 1, 2, 5, 10, 20, 50];
    private static readonly int[] MinuteSteps = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200];

    private readonly ExcursionReport report;
    private readonly ExcursionSpeech speech;
    private readonly ClockText clock;
    private readonly List<(double From, double To, double? Mean)> points;
    private readonly double low;
    private readonly double high;
    private readonly int minutes;

    private ExcursionChart(ExcursionReport report, ExcursionSpeech speech)
    {
        (this.report, this.speech, clock) = (report, speech, new(report.TimeZone));
        minutes = report.Course.Trace.Length - report.Course.First;
        points = Points();
        var values = points.Select(p => p.Mean).OfType<double>().Concat(Limits().Select(l => l.Limit)).ToList();
        var (least, most) = (values.Min(), values.Max());
        var space = Math.Max((most - least) * 0.12, 0.3);
        (low, high) = (least - space, most + space);
    }

    /// <summary>The picture; null when nothing was measured.</summary>
    public static string? Svg(ExcursionReport report, ExcursionSpeech speech)
    {
        var chart = new ExcursionChart(report, speech);
        return chart.points.Exists(p => p.Mean is not null) ? chart.Draw() : null;
    }

    private string Draw()
    {
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""<svg class="course" viewBox="0 0 760 250" role="img" aria-label="{WebUtility.HtmlEncode($"{speech.Words.Course}: {speech.Headline()}, {speech.Words.Furthest} {speech.Value(report.Judgement?.Excursion.Peak)}")}"><defs><pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" class="hatch"/></pattern></defs>""");
        Grid(svg);
        Gaps(svg);
        Beyond(svg);
        Lines(svg);
        foreach (var (name, limit, own) in Limits())
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{N(Left)}" x2="{N(Right)}" y1="{N(Y(limit))}" y2="{N(Y(limit))}" class="{(own ? "limit own" : "limit")}"/><text x="{N(Right - 3)}" y="{N(Y(limit) - 4)}" text-anchor="end">{WebUtility.HtmlEncode($"{name} {speech.Value(limit)}")}</text>""");
        }

        Marks(svg);
        return svg.Append("</svg>").ToString();
    }

    private void Grid(StringBuilder svg)
    {
        var step = ValueSteps.FirstOrDefault(s => (high - low) / s <= 7, ValueSteps[^1]);
        for (var value = Math.Ceiling(low / step) * step; value <= high; value += step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{N(Left)}" x2="{N(Right)}" y1="{N(Y(value))}" y2="{N(Y(value))}" class="grid"/><text x="{N(Left - 5)}" y="{N(Y(value))}" dy="4" text-anchor="end">{(Math.Round(value, 6) + 0.0).ToString("0.#", speech.Numbers)}</text>""");
        }

        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{N(Left - 5)}" y="12" text-anchor="end">{report.Subject.Unit}</text>""");
        var every = MinuteSteps.FirstOrDefault(s => minutes / s <= 8, MinuteSteps[^1]);
        string? day = null;
        for (var i = 0; i <= minutes; i++)
        {
            var local = clock.Local(report.Course.From.AddMinutes(i));
            if (((local.Hour * 60) + local.Minute) % Math.Min(every, 1440) != 0 || (every > 1440 && local.DayOfYear % (every / 1440) != 0))
            {
                continue;
            }

            var today = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{N(X(i))}" x2="{N(X(i))}" y1="{N(Bottom)}" y2="{N(Bottom + 4)}" class="axis"/><text x="{N(X(i))}" y="{N(Bottom + 15)}" text-anchor="middle">{local:HH:mm}</text>{(today == day ? "" : FormattableString.Invariant($"""<text x="{N(X(i))}" y="{N(Bottom + 28)}" text-anchor="middle">{today}</text>"""))}""");
            day = today;
        }

        svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{N(Left)}" x2="{N(Right)}" y1="{N(Bottom)}" y2="{N(Bottom)}" class="axis"/>""");
    }

    private void Gaps(StringBuilder svg)
    {
        foreach (var run in Runs(p => p.Mean is null))
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<rect class="gap" x="{N(X(run[0].From))}" width="{N(X(run[^1].To) - X(run[0].From))}" y="{N(Top)}" height="{N(Bottom - Top)}" fill="url(#gap)"/>""");
        }
    }

    private void Beyond(StringBuilder svg)
    {
        var limit = report.Subject.Minutes.Limit;
        foreach (var run in Runs(p => p.Mean is { } m && (report.Subject.Minutes.Side == ClimateState.High ? m > limit : m < limit)))
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="beyond" d="M{N(X(run[0].From))} {N(Y(limit))}""");
            foreach (var (from, to, mean) in run)
            {
                svg.Append(CultureInfo.InvariantCulture, $"L{N(X(from))} {N(Y(mean!.Value))}L{N(X(to))} {N(Y(mean.Value))}");
            }

            svg.Append(CultureInfo.InvariantCulture, $"""L{N(X(run[^1].To))} {N(Y(limit))}Z"/>""");
        }
    }

    private void Lines(StringBuilder svg)
    {
        foreach (var run in Runs(p => p.Mean is not null))
        {
            svg.Append("""<path class="line" d="M""");
            svg.AppendJoin('L', run.Select(p => $"{N(X((p.From + p.To) / 2))} {N(Y(p.Mean!.Value))}"));
            svg.Append("\"/>");
        }
    }

    private void Marks(StringBuilder svg)
    {
        var onset = X((report.Excursion.Onset - report.Course.From).TotalMinutes);
        svg.Append(CultureInfo.InvariantCulture, $"""<line class="mark" x1="{N(onset)}" x2="{N(onset)}" y1="{N(Top)}" y2="{N(Bottom)}"/><text x="{N(onset)}" y="12" text-anchor="middle">{WebUtility.HtmlEncode(speech.Words.Onset)}</text>""");
        foreach (var (entry, e) in report.Timeline.Where(t => t.Event is AlarmAcknowledged && t.Event.At >= report.Course.From && t.Event.At <= report.Course.To))
        {
            var x = X((e.At - report.Course.From).TotalMinutes);
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="ack" data-ack="{entry.Seq}" d="M{N(x - 5)} {N(Top - 8)}h10l-5 9Z"><title>{WebUtility.HtmlEncode($"{speech.Words.Acknowledged} {speech.Second(e.At)}")}</title></path><line class="mark" x1="{N(x)}" x2="{N(x)}" y1="{N(Top)}" y2="{N(Bottom)}"/>""");
        }
    }

    /// <summary>The alarm's own limit, and the others that were in force.</summary>
    private IEnumerable<(string Name, double Limit, bool Own)> Limits()
    {
        var own = report.Excursion.Limits.Limit!.Value;
        yield return (speech.Words.Limit, own, true);
        if (report.Place.Point.Channels.FirstOrDefault(c => c.Quantity == report.Subject.Quantity) is not { } channel)
        {
            yield break;
        }

        foreach (var (limit, name) in new[] { (channel.Low, speech.Words.Limit), (channel.High, speech.Words.Limit), (channel.OuterLow, speech.Words.OuterLimit), (channel.OuterHigh, speech.Words.OuterLimit) })
        {
            if (limit is { } value && value != own)
            {
                yield return (name, value, false);
            }
        }
    }

    private List<(double From, double To, double? Mean)> Points()
    {
        var each = Math.Max(1, (minutes + MostPoints - 1) / MostPoints);
        var all = new List<(double, double, double?)>();
        for (var i = 0; i < minutes; i += each)
        {
            var means = Enumerable.Range(i, Math.Min(each, minutes - i)).Select(k => report.Course.Trace[report.Course.First + k].Of(report.Subject.Quantity)?.Mean).OfType<long>().ToList();
            all.Add((i, Math.Min(i + each, minutes), means.Count > 0 ? means.Average() / 1000 : null));
        }

        return all;
    }

    private List<List<(double From, double To, double? Mean)>> Runs(Func<(double From, double To, double? Mean), bool> belongs)
    {
        var runs = new List<List<(double, double, double?)>>();
        var open = false;
        foreach (var point in points)
        {
            if (!belongs(point))
            {
                open = false;
                continue;
            }

            if (!open)
            {
                runs.Add([]);
            }

            runs[^1].Add(point);
            open = true;
        }

        return runs;
    }

    private double X(double minute) => Left + ((Right - Left) * Math.Clamp(minute / minutes, 0, 1));

    private double Y(double value) => Bottom - ((Bottom - Top) * (value - low) / (high - low));

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
