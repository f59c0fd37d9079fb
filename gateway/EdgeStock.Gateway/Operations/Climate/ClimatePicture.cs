using System.Globalization;
using System.Text;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>
/// A course as one line of marks, and under it what was outside: each mark stands for the value in its time that is farthest from the middle
/// between the limits, so that a short peak shows.
/// </summary>
internal static class ClimatePicture
{
    private const int Columns = 72;
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>The lines of a picture; none where the quantity was not measured, or had no limits.</summary>
    public static IEnumerable<string> Of(ClimateTrace trace, int first, Quantity quantity)
    {
        var (low, high, limited) = Scale(trace, first, quantity);
        if (!limited)
        {
            return [];
        }

        var each = Math.Max(1, (int)Math.Ceiling((trace.Length - first) / (double)Columns));
        var (bars, marks) = (new StringBuilder(), new StringBuilder());
        for (var at = first; at < trace.Length; at += each)
        {
            Draw(trace, at, Math.Min(trace.Length, at + each), quantity, low, high, bars, marks);
        }

        var unit = quantity == Quantity.Temperature ? "°C" : "%";
        var head = string.Create(CultureInfo.InvariantCulture, $"  {(quantity == Quantity.Temperature ? "temperature" : "humidity")}: from {low / 1000.0:0.0#} to {high / 1000.0:0.0#} {unit}, {Length(each)} a mark; ^ above, v below a limit, . not measured");
        return marks.ToString().Trim().Length > 0 ? [head, "    " + bars, "    " + marks.ToString().TrimEnd()] : [head, "    " + bars];
    }

    /// <summary>Lowest and highest of the values and the limits, in thousandths.</summary>
    private static (long Low, long High, bool Limited) Scale(ClimateTrace trace, int first, Quantity quantity)
    {
        var (low, high, limited) = (long.MaxValue, long.MinValue, false);
        for (var i = first; i < trace.Length; i++)
        {
            if (trace[i].Of(quantity) is { } span)
            {
                (low, high) = (Math.Min(low, span.Min), Math.Max(high, span.Max));
                var limits = trace[i].Limits?.For(quantity) ?? (null, null);
                low = limits.Low is { } l ? Math.Min(low, MilliSpan.Milli(l)) : low;
                high = limits.High is { } h ? Math.Max(high, MilliSpan.Milli(h)) : high;
                limited |= limits != (null, null);
            }
        }

        return (low, high, limited);
    }

    private static void Draw(ClimateTrace trace, int from, int to, Quantity quantity, long low, long high, StringBuilder bars, StringBuilder marks)
    {
        var (found, farthest, isAbove, isBelow) = ((long?)null, -1.0, false, false);
        for (var i = from; i < to; i++)
        {
            if (trace[i].Of(quantity) is not { } span)
            {
                continue;
            }

            var limits = trace[i].Limits?.For(quantity) ?? (null, null);
            isAbove |= limits.High is { } h && span.Mean > MilliSpan.Milli(h);
            isBelow |= limits.Low is { } l && span.Mean < MilliSpan.Milli(l);
            var middle = ((limits.Low ?? low / 1000.0) + (limits.High ?? high / 1000.0)) * 500;
            var value = Math.Abs(span.Max - middle) >= Math.Abs(span.Min - middle) ? span.Max : span.Min;
            (found, farthest) = Math.Abs(value - middle) > farthest ? (value, Math.Abs(value - middle)) : (found, farthest);
        }

        bars.Append(found is { } v ? Bars[high > low ? (int)Math.Min(Bars.Length - 1, (v - low) * Bars.Length / (high - low)) : 0] : '.');
        marks.Append(isAbove ? '^' : isBelow ? 'v' : ' ');
    }

    private static string Length(int minutes) => minutes < 120 ? $"{minutes} min" : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60.0:0.#} h");
}
