using EdgeStock.Domain;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>A power cut of a storeroom, or several within minutes, and how often somebody was called.</summary>
/// <param name="Stood">The alarm of an earlier cut still stood when it began: another call would be one too many.</param>
/// <param name="Judged">Long enough to be told, and nothing else was wrong meanwhile.</param>
internal sealed record PowerFate(string Room, DateTimeOffset From, DateTimeOffset Until, int Cuts, int Calls, bool Stood, bool Judged)
{
    /// <summary>Somebody was called for it, once; or is on it already.</summary>
    public bool IsOneCall => Calls == (Stood ? 0 : 1);

    /// <summary>What is back for five minutes is over; a sensor is heard up to half a minute after the power. In between either is right.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(6);

    private static readonly TimeSpan Together = TimeSpan.FromMinutes(4.5);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(15);

    /// <summary>A sensor is missed after a minute and a half, and lost devices are told after two more.</summary>
    private static readonly TimeSpan Told = TimeSpan.FromMinutes(4);

    public static IReadOnlyList<PowerFate> All(TrueRooms truth, SaidAlarms said) => [.. truth.Rooms.SelectMany(room => OfRoom(truth, said, room)).OrderBy(p => p.From)];

    private static IEnumerable<PowerFate> OfRoom(TrueRooms truth, SaidAlarms said, string room)
    {
        List<TrueTrouble> series = [];
        foreach (var cut in truth.Troubles.Where(t => t.Kind == "power" && t.Subject == room).OrderBy(t => t.From))
        {
            if (series.Count > 0 && cut.From - series.Max(c => c.Until) > Apart)
            {
                yield return Of(truth, said, room, series, cut.From);
                series = [];
            }

            series.Add(cut);
        }

        if (series.Count > 0)
        {
            yield return Of(truth, said, room, series, DateTimeOffset.MaxValue);
        }
    }

    private static PowerFate Of(TrueRooms truth, SaidAlarms said, string room, List<TrueTrouble> cuts, DateTimeOffset next)
    {
        var (from, until) = (cuts[0].From, cuts.Max(c => c.Until));
        var after = until + After < next ? until + After : next;
        var unclear = cuts.Zip(cuts.Skip(1)).Any(c => c.Second.From - c.First.Until > Together);
        var others = truth.Points.Where(p => p.Room == room).SelectMany(p => truth.Blinding(p, from - ExcursionFate.FaultPatience, after)).Where(t => t.Kind != "power");
        var calls = said.Calls.Count(c => c.Room == room && c.Kind is AlarmKind.NoData or AlarmKind.SensorFault or AlarmKind.DeviceAbsent && c.At >= from && c.At < after);
        var stood = said.Stood.Any(s => s.Kind == AlarmKind.DeviceAbsent && s.Room == room && s.From < from && s.Until > from + Told);
        return new(room, from, until, cuts.Count, calls, stood, cuts.Max(c => c.Until - c.From) >= Told && !unclear && !others.Any());
    }
}
