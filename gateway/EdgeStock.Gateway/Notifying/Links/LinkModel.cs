using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Everything the page behind a link shows, taken at one instant.</summary>
public sealed record LinkModel
{
    private const int Figures = 3;

    internal LinkModel(LinkWords words, LinkState state, Snapshot sheet) => (Words, State, Sheet) = (words, state, sheet);

    internal LinkWords Words { get; }

    internal LinkState State { get; }

    internal Snapshot Sheet { get; }

    internal IReadOnlyList<LinkedAlarm> Alarms { get; init; } = [];

    /// <summary>For whom the link was made; empty when that is not known.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>What was wrong with the form, or why nothing was kept; null when nothing was.</summary>
    public string? Fault { get; init; }

    /// <summary>What is said of the link as a whole; null while there is something to do.</summary>
    public string? Says => State switch
    {
        LinkState.Wrong => Words.Wrong,
        LinkState.Expired => Words.Expired,
        LinkState.Used => Words.Used,
        LinkState.Drill => Words.Drill,
        _ => null,
    };

    /// <summary>Somebody acknowledged, and something is left for later.</summary>
    internal bool IsToBeConfirmed => Alarms.Any(a => a.State() == LinkedState.Acknowledged && a.Now!.Confirmed is null);

    /// <summary>A storeroom by its name; the gateway where an alarm is about itself.</summary>
    internal string Room(LinkedAlarm alarm) => alarm.Now?.Name.Room is { } id ? Sheet.Site.Rooms.FirstOrDefault(r => r.Id == id)?.Name ?? id : Sheet.Site.Gateway;

    /// <summary>What it is about.</summary>
    internal string About(LinkedAlarm alarm) => alarm.Now is { } now && Words.Kind(now.Name.Kind) is { } kind
        ? $"{string.Join(' ', now.Name.Subject.Split('/').Select((part, i) => i == 0 ? part : Words.Quantity(part)))} {kind}" : alarm.Told.Alarm;

    /// <summary>The site's wall clock, with the day.</summary>
    internal string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Sheet.Site.Calendar.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A value with its unit; null where there is none.</summary>
    internal string? Figure(LinkedAlarm alarm, double? value) => value is { } v && alarm.Now is not null
        ? string.Create(Words == LinkWords.Swedish ? Comma : CultureInfo.InvariantCulture, $"{Math.Round(v, Figures - 1):0.0#} {AlarmSentences.Unit(alarm.Now!)}") : null;

    /// <summary>The mean of the point's last minute; null where the alarm is about none.</summary>
    internal double? LastMinute(LinkedAlarm alarm) => alarm.Now?.Name.Kind is not (AlarmKind.LowLow or AlarmKind.Low or AlarmKind.High or AlarmKind.HighHigh or AlarmKind.AtOnce) ? null : alarm.Now?.Name.Subject.Split('/') is [var point, var quantity] && Sheet.Minutes.FirstOrDefault(m => m.Point == point) is { } minute
        ? quantity == "humidity" ? minute.Humidity?.Mean : minute.Temperature?.Mean : null;

    /// <summary>Who acknowledged it, when and how; null when nobody has.</summary>
    internal string? Answer(LinkedAlarm alarm) => alarm.State() == LinkedState.Acknowledged && alarm.Now!.Acknowledged is { } a
        ? Words.AcknowledgedBy(a.By, Local(a.At), $"{a.Reason}; {a.Action}") : null;

    private static NumberFormatInfo Comma { get; } = new() { NumberDecimalSeparator = "," };
}
