using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Mqtt;

namespace EdgeStock.Gateway.Web;

/// <summary>Everything the status page shows, taken at one instant.</summary>
public sealed record StatusModel(Snapshot Snapshot, BrokerStatus Broker, DateTimeOffset Now)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(Snapshot.Site.TimeZone);

    /// <summary>What stands where.</summary>
    public Site Site => Snapshot.Site;

    /// <summary>What is wrong with the ledger, and what to do; null when nothing is.</summary>
    public string? Trouble =>
        Snapshot.Fault is { } fault ? $"The ledger cannot be written. Nothing is lost yet: the hosts keep what they measure. {fault.Says}"
        : Snapshot.BrokenTail is { } problem ? $"The ledger is damaged: {problem}. Run 'edgestock verify', and restore a backup that verifies."
        : Snapshot.IsSpaceShort ? "The disk is short of room: climate minutes are not kept, stock and alarms are. Make room on it."
        : null;

    /// <summary>After this long without news a value must not look like today's.</summary>
    public static TimeSpan StaleAfter { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The site's wall clock.</summary>
    public string Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>How long ago, in words that stay short.</summary>
    public string Ago(DateTimeOffset? instant)
    {
        if (instant is not { } at)
        {
            return "never";
        }

        var ago = Now - at;
        return ago < TimeSpan.FromSeconds(90) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, ago.TotalSeconds):0} s ago")
            : ago < TimeSpan.FromMinutes(90) ? string.Create(CultureInfo.InvariantCulture, $"{ago.TotalMinutes:0} min ago")
            : ago < TimeSpan.FromHours(48) ? string.Create(CultureInfo.InvariantCulture, $"{ago.TotalHours:0} h ago")
            : string.Create(CultureInfo.InvariantCulture, $"{ago.TotalDays:0} d ago");
    }

    public DateTimeOffset? Heard(string device) => Snapshot.Hearing.TryGetValue(device, out var at) ? at : null;

    public bool IsStale(string device) => Heard(device) is not { } at || Now - at > StaleAfter;

    public Article Article(string bin) => Site.Bins.First(b => b.Id == bin).Article;

    public int Capacity(string bin) => Site.Bins.First(b => b.Id == bin).Capacity;

    public string Device(string bin) => Site.Bins.First(b => b.Id == bin).Device;

    public ClimateMinute? Minute(string point) => Snapshot.Minutes.FirstOrDefault(m => m.Point == point);

    /// <summary>What is shown beside a point's own minute.</summary>
    internal ClimateShown? Shown(ClimatePoint point) => Minute(point.Id) is { } minute ? ClimateShown.Of(Snapshot, point, minute) : null;

    public ClimateView? Climate(string point, Quantity quantity) => Snapshot.Projection.Climate.GetValueOrDefault(StoreroomMemory.Key(point, quantity));

    public int Tags(string zone) => Snapshot.Projection.Tags.Values.Count(t => t.Zone == zone && t.Presence == Presence.Present);

    /// <summary>A word and a class for a state: meaning never hangs on colour alone.</summary>
    public static (string Word, string Class) Say(BinView bin) => bin.Quality switch
    {
        Quality.Good => ("ok", "good"),
        Quality.Uncertain => (bin.Reason ?? "uncertain", "doubt"),
        _ => (bin.Reason ?? "unknown", "bad"),
    };

    public static (string Word, string Class) Say(ClimateView? view) => view switch
    {
        null => ("–", "doubt"),
        { Fault: SensorFault.Condensation or SensorFault.Stuck, State: ClimateState.Ok } => ($"uncertain: {view.Fault.ToString().ToLowerInvariant()}", "doubt"),
        { Doubt: not null, State: ClimateState.Ok } => ("uncertain: disagrees", "doubt"),
        { Fault: not SensorFault.Ok and not SensorFault.Condensation } => ($"sensor {view.Fault.ToString().ToLowerInvariant()}", "bad"),
        { State: ClimateState.High } => ("too high", "bad"),
        { State: ClimateState.Low } => ("too low", "bad"),
        _ => ("ok", "good"),
    };

    public static (string Word, string Class) Say(DeviceState state) => state switch
    {
        DeviceState.Up => ("up", "good"),
        DeviceState.Unknown => ("not heard yet", "doubt"),
        _ => (state.ToString().ToLowerInvariant(), "bad"),
    };

    public static (string Word, string Class) Say(CoverState state) => state switch
    {
        CoverState.Covered => ("month held", "good"),
        CoverState.BelowMonth => ("below a month", "bad"),
        CoverState.Out => ("out of stock", "bad"),
        CoverState.Unknown => ("not known", "doubt"),
        _ => ("no baseline", "doubt"),
    };

    /// <summary>The alarms that stand, in the order in which somebody should look at them.</summary>
    public IReadOnlyList<AlarmView> Alarms => [.. AlarmListing.InOrder(Snapshot.Projection.Alarms.Values.Where(v => v.Stands()))];

    public static (string Word, string Class) Say(AlarmState state) => (AlarmWords.Of(state), state switch
    {
        AlarmState.Unacknowledged => "bad",
        AlarmState.Normal => "good",
        _ => "doubt",
    });

    /// <summary>Somebody should see to it.</summary>
    public static bool IsWanting(CoverState state) => state is CoverState.BelowMonth or CoverState.Out or CoverState.Unknown;

    /// <summary>A storeroom's articles against a month.</summary>
    public IReadOnlyList<ArticleCover> Covers(string room) => Cover.Of(Site, Snapshot.Projection, room, Snapshot.Today(), Snapshot.AsOf);

    /// <summary>An article's name, or its id.</summary>
    public string ArticleName(string article) => Snapshot.Projection.Book.Catalogue.Find(Site, article)?.Name ?? article;

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";

    public static string Number(double? value, int digits) => value?.ToString(digits == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) ?? "–";
}
