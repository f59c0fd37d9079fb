using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Alarms in the words of a message, with times of the site's own clock.</summary>
internal sealed class AlarmSentences(NotificationWords words, Site site)
{
    /// <summary>The subject: storeroom, what, value, limit, since when; of several the worst, and how many.</summary>
    public string Subject(NotificationView message, IReadOnlyList<AlarmView> alarms, string place)
    {
        var prefix = words.Prefix(message.Cause, message.Step);
        var worst = alarms.OrderByDescending(a => a.Name.Severity).ThenBy(a => a.Onset).FirstOrDefault();
        return worst is null ? $"{prefix}: {place}"
            : alarms.Count == 1 ? $"{prefix}: {place}: {What(worst)}, {words.Since} {Clock(worst.Onset ?? worst.Since)}"
            : $"{prefix}: {place}: {alarms.Count} {words.Alarms}, {What(worst)}, {words.Since} {Clock(worst.Onset ?? worst.Since)}";
    }

    /// <summary>Everything about one alarm.</summary>
    public string Paragraph(AlarmView v, NotificationCause cause)
    {
        var room = site.Rooms.FirstOrDefault(r => r.Id == v.Name.Room)?.Name;
        List<string> lines =
        [
            $"{(room is null ? "" : $"{room}: ")}{What(v)}",
            $"  {words.State}: {words.Of(v.State())}; {words.Since} {Clock(v.Onset ?? v.Since)}{(v.RaisedAt is { } raised ? $", {words.AskedAt} {Clock(raised)}" : "")}",
            $"  {words.Limits}: {LimitsOf(v)}",
        ];
        if (v.IsUnacknowledged())
        {
            lines.Add($"  {words.AcknowledgeWith}");
            lines.Add($"    edgestock alarm ack {v.Name.Id} --reason \"…\" --action \"…\"");
            lines.Add($"  {(v.NextStep is { } next ? $"{words.NextStep} {Clock(next)}" : words.NoNextStep)}");
        }
        else if (cause == NotificationCause.Returned && v.State() == AlarmState.Normal)
        {
            lines.Add($"  {words.Over}");
        }

        return string.Join('\n', lines);
    }

    /// <summary>What is wrong, in one clause.</summary>
    public string What(AlarmView v) => v.Name.Kind switch
    {
        AlarmKind.LowLow or AlarmKind.Low or AlarmKind.High or AlarmKind.HighHigh or AlarmKind.AtOnce or AlarmKind.RateOfChange or AlarmKind.DewMargin or AlarmKind.DewMarginWarning => $"{Subject(v)} {words.Kind(v.Name.Kind)}: {Figure(v.Peak ?? v.Value, v)} ({words.Limit} {Figure(v.Limits.Limit, v)})",
        _ => $"{v.Name.Subject}: {words.Kind(v.Name.Kind)}{(v.Causes.Count == 0 ? "" : $" ({string.Join(", ", v.Causes)})")}",
    };

    private string LimitsOf(AlarmView v)
    {
        var delays = words.Delays(Minutes(v.Limits.OnDelaySeconds), Minutes(v.Limits.OffDelaySeconds));
        return v.Limits.Limit is { } limit ? $"{Figure(limit, v)}, {words.Deadband} {Figure(v.Limits.Deadband, v)}, {delays}{(v.Limits.Because is { } why ? $" ({why})" : "")}" : delays;
    }

    private string Subject(AlarmView v) => v.Name.Subject.Split('/') is [var point, var quantity] ? $"{point} {words.Quantity(quantity)}" : v.Name.Subject;

    private string Figure(double? value, AlarmView v) =>
        value is { } x ? $"{x.ToString("0.0#", words.Numbers)} {Unit(v)}" : "–";

    /// <summary>The unit of an alarm's figures.</summary>
    public static string Unit(AlarmView v) => v.Name.Kind switch
    {
        AlarmKind.Cumulative or AlarmKind.CumulativeWarning => "h",
        AlarmKind.DewMargin or AlarmKind.DewMarginWarning => "K",
        _ => v.Name.Subject.EndsWith("/humidity", StringComparison.Ordinal) ? "%" : "°C",
    };

    private string Minutes(double seconds) => $"{(seconds / 60).ToString("0.##", words.Numbers)} min";

    private string Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, site.Calendar.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
