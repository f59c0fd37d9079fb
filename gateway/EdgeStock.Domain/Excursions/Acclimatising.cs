namespace EdgeStock.Domain;

/// <summary>Cold goods in warm rooms: begins their wait, looks again when it is over, and ends it.</summary>
public static class Acclimatising
{
    /// <summary>A pack must be so far above the dew point, in K (a proposal).</summary>
    public const double UsualMargin = 1;

    /// <summary>A room that is nearer to its dew point than the margin is looked at again after this: no wait is long enough while it is so.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(30);

    /// <summary>How cold a pack comes at the worst, in °C, and how slowly it warms, by the class of the storage profile (proposals, to be found with a probe in a pack).</summary>
    private static readonly (StorageClass Of, double PackTemp, double Tau)[] Usual = [(StorageClass.Frozen, -25, 90), (StorageClass.Cold, 2, 60), (StorageClass.Cool, 8, 45)];

    /// <summary>The time constant that is taken where nobody gives one, in minutes.</summary>
    public static double TauOf(ClimateProfile? profile) => UsualOf(profile).Tau;

    private static (StorageClass Of, double PackTemp, double Tau) UsualOf(ClimateProfile? profile) => Usual.FirstOrDefault(u => profile is not null && u.Of == StorageClasses.Of(profile.High), Usual[1]);

    /// <summary>What somebody asked for.</summary>
    /// <param name="air">The air at the site's climate points now.</param>
    public static Decision Decide(Site site, Projection projection, IReadOnlyList<RoomAir> air, Instruct instruct, AcclimatiseLot x)
    {
        var today = site.Calendar.DayOf(instruct.Taken);
        if ((x.Room is null ? null : InstructionDesk.WrongRoom(site, x.Room)) is { } wrong || NamedGoods.Find(site, projection, x.Goods, today, out wrong) is not { } goods
            || (wrong = Range(x.PackTemp, -90, 40, "the pack's temperature", "°C") ?? Range(x.Tau, 1, 1440, "the time constant", "minutes") ?? Range(x.Margin, 0, 10, "the margin", "K")
                ?? Range(x.RoomTemp, -30, 50, "the room's temperature", "°C") ?? Range(x.RoomRh, 1, 100, "the room's humidity", "%")) is not null)
        {
            return Decision.No(wrong!);
        }

        if (x.RoomTemp is null != x.RoomRh is null)
        {
            return Decision.No("temperature and humidity of the room go together: give both, or neither where a climate point measures them");
        }

        var there = site.Rooms.Where(r => (x.Room ?? r.Id) == r.Id).SelectMany(r => Exposure.Of(site, projection, r.Id, goods.Article.Id, instruct.Taken).Select(l => (Room: r.Id, Lot: l))).ToList();
        var places = there.Where(l => (goods.Lot is null || l.Lot.Lot == goods.Lot) && (goods.Expiry is null || l.Lot.Expiry == goods.Expiry)).ToLookup(l => l.Room, l => l.Lot);
        if (places.Count != 1)
        {
            return Decision.No(places.Count > 1
                ? $"it stands in {string.Join(" and ", places.Select(p => $"'{p.Key}'"))}: say with --room which is meant"
                : $"{(x.Room is null ? "no storeroom" : $"'{x.Room}'")} has no such lot of '{goods.Article.Id}': there {InstructionDesk.Are(there.Select(l => l.Lot.Lot ?? "one without a number").Distinct())}; book it in first ('edgestock goods-in')");
        }

        var meant = places.Single();
        var room = meant.Key;
        var (celsius, humidity) = x.RoomTemp is { } t && x.RoomRh is { } rh ? (t, rh) : Dampest(air, room, _ => true) is { } found ? found : (double.NaN, double.NaN);
        if (double.IsNaN(celsius))
        {
            return Decision.No($"temperature and humidity of '{room}' are not known now: measure them and give --room-temp and --room-humidity");
        }

        var (tau, margin) = (x.Tau ?? TauOf(StockDemand.ProfileOf(site, projection, goods.Article.Id)), x.Margin ?? UsualMargin);
        return Acclimatisation.Minutes(x.PackTemp, celsius, humidity, TimeSpan.FromMinutes(tau), margin) is not { } minutes
            ? Decision.No(FormattableString.Invariant($"the room ({celsius:0.0} °C, {humidity:0} %) is nearer to its dew point of {DewPoint.From(celsius, humidity):0.0} °C than {margin:0.0#} K: no wait is long enough; dry the air, or open the pack in another room"))
            : minutes == 0 ? Decision.No(FormattableString.Invariant($"the pack is above the room's dew point by {margin:0.0#} K already: it may be opened"))
            : Decision.Of([.. meant.Select(l => Wait(instruct.Taken, room, l, minutes, x.PackTemp, tau, margin, celsius, humidity, instruct.By))]);
    }

    /// <summary>
    /// Goods came: those that must be kept cold, in a room that is warm wherever it is measured, begin to wait. Where somebody measures a place that
    /// is cold enough for them, that is where they go.
    /// </summary>
    public static Decision Arriving(Site site, Projection projection, IReadOnlyList<RoomAir> air, Decision decision, string by)
    {
        var waits = new List<StoreroomEvent>();
        foreach (var e in decision.Events.OfType<LotEvent>().Where(e => e is LotReceived or LotArrived))
        {
            if (StockDemand.ProfileOf(site, projection, e.Article) is not { } profile || !Exposure.IsCold(profile) || profile.High is not { } high
                || air.Any(a => a.Point.Room == e.Room && (a.Point.Profile == profile.Id || a.Temperature <= high)) || Dampest(air, e.Room, a => a.Temperature > high) is not var (celsius, humidity))
            {
                continue;
            }

            var usual = UsualOf(profile);
            var minutes = Acclimatisation.Minutes(usual.PackTemp, celsius, humidity, TimeSpan.FromMinutes(usual.Tau), UsualMargin) ?? LookAgain.TotalMinutes;
            if (minutes > 0)
            {
                waits.Add(Wait(e.At, e.Room, new(e.Article, e.Lot, e.Expiry, 1), minutes, usual.PackTemp, usual.Tau, UsualMargin, celsius, humidity, by));
            }
        }

        return waits.Count == 0 ? decision : decision with { Events = [.. decision.Events, .. waits] };
    }

    /// <summary>
    /// Time passes: a wait that is over is looked at once more, by the dew point that the room has now. Where the pack is not above it yet, it goes
    /// on. Where nobody can say the dew point, the time stands as it was reckoned.
    /// </summary>
    public static IEnumerable<StoreroomEvent> Pass(Site site, Projection projection, IReadOnlyList<RoomAir> air, DateTimeOffset now)
    {
        foreach (var wait in projection.Acclimatising.Values.Where(w => w.Until <= now))
        {
            var gone = !Exposure.Of(site, projection, wait.Room, wait.Article, now).Any(l => l.Is(wait.Article, wait.Lot, wait.Expiry));
            if (gone || Dampest(air, wait.Room, _ => true) is not var (celsius, humidity))
            {
                yield return new LotAcclimatised(now, wait.Room, wait.Article, wait.Lot, wait.Expiry, wait.Since, null);
                continue;
            }

            var pack = wait.PackAt(now, celsius);
            yield return Acclimatisation.Minutes(pack, celsius, humidity, TimeSpan.FromMinutes(wait.Tau), wait.Margin) is not { } minutes
                ? Wait(now, wait.Room, new(wait.Article, wait.Lot, wait.Expiry, 1), LookAgain.TotalMinutes, pack, wait.Tau, wait.Margin, celsius, humidity, null)
                : minutes >= 1 ? Wait(now, wait.Room, new(wait.Article, wait.Lot, wait.Expiry, 1), minutes, pack, wait.Tau, wait.Margin, celsius, humidity, null)
                : new LotAcclimatised(now, wait.Room, wait.Article, wait.Lot, wait.Expiry, wait.Since, Rounded(DewPoint.From(celsius, humidity)));
        }
    }

    /// <summary>The read models after one more entry.</summary>
    internal static Projection Apply(Projection projection, long seq, StoreroomEvent e) => e switch
    {
        LotAcclimatising a => projection with
        {
            Acclimatising = projection.Acclimatising.SetItem(AcclimatisingView.Key(a), new(
                a.Room, a.Article, a.Lot, a.Expiry, a.By is null && projection.Acclimatising.GetValueOrDefault(AcclimatisingView.Key(a)) is { } before ? before.Since : a.At,
                a.Until, a.At, a.PackTemp, a.Tau, a.Margin, a.RoomTemp, a.DewPoint, seq)),
        },
        LotAcclimatised a => projection with { Acclimatising = projection.Acclimatising.Remove(AcclimatisingView.Key(a)) },
        _ => projection,
    };

    /// <summary>The air of a room with the highest dew point, of those points that tell both quantities.</summary>
    private static (double Celsius, double Humidity)? Dampest(IReadOnlyList<RoomAir> air, string room, Func<RoomAir, bool> which) => air
        .Where(a => a.Point.Room == room && a is { Temperature: not null, Humidity: not null } && which(a))
        .OrderByDescending(a => DewPoint.From(a.Temperature!.Value, a.Humidity!.Value) ?? double.MinValue)
        .Select(a => ((double Celsius, double Humidity)?)(a.Temperature!.Value, a.Humidity!.Value))
        .FirstOrDefault();

    private static LotAcclimatising Wait(DateTimeOffset at, string room, ExposedLot lot, double minutes, double pack, double tau, double margin, double celsius, double humidity, string? by) => new(
        at, room, lot.Article, lot.Lot, lot.Expiry, at.AddSeconds(Math.Ceiling(minutes * 60)), Rounded(pack)!.Value, tau, margin, Rounded(celsius)!.Value, Rounded(humidity)!.Value, Rounded(DewPoint.From(celsius, humidity)), by);

    /// <summary>Finer than any sensor.</summary>
    private static double? Rounded(double? value) => value is { } v ? Math.Round(v, 4) : null;

    private static string? Range(double? value, double from, double to, string what, string unit) =>
        value is { } v && !(v >= from && v <= to) ? FormattableString.Invariant($"{what} of {v} {unit} cannot be: give {from} to {to}") : null;
}
