namespace EdgeStock.Domain;

/// <summary>Minutes beyond limits.</summary>
/// <param name="Known">For sure.</param>
/// <param name="Possible">Further ones that can have been: of their hour only mean, lowest and highest are kept.</param>
public readonly record struct OutsideMinutes(int Known, int Possible)
{
    /// <summary>Both together.</summary>
    public OutsideMinutes With(OutsideMinutes other) => new(Known + other.Known, Possible + other.Possible);
}

/// <summary>
/// What the climate of a storeroom did to goods that stood somewhere in it. Nobody knows at which of its points, so each minute is judged by the
/// worst of them: heat by the warmest, cold by the coldest, damp by the dampest. Open to being added up over stays.
/// </summary>
/// <param name="Minutes">All of them.</param>
/// <param name="Measured">Those in which at least one point gave a value.</param>
/// <param name="Own">Beyond the limits of the goods' own label, in temperature or humidity.</param>
/// <param name="OfRoom">Beyond the limits in force at a point.</param>
/// <param name="Lowest">In °C; null when no temperature was measured, likewise <paramref name="Highest"/>.</param>
/// <param name="Warmth">Minutes with a temperature, and their sums at the coldest and the warmest point, in °C minutes.</param>
/// <param name="Heat">For the mean kinetic temperature, bounded by the coldest and the warmest point.</param>
/// <param name="DoseLow">Humidity dose at least: hours times % above the upper humidity, in %RH·h.</param>
/// <param name="DoseHigh">At most.</param>
public sealed record ThermalSums(
    int Minutes, int Measured, OutsideMinutes Own, OutsideMinutes OfRoom, double? Lowest, double? Highest, (double Minutes, double Coldest, double Warmest) Warmth, KineticSum Heat, double DoseLow, double DoseHigh)
{
    /// <summary>Of no time.</summary>
    public static ThermalSums None { get; } = new(0, 0, default, default, null, null, default, default, 0, 0);

    /// <summary>Minutes that nobody measured: each can have been outside.</summary>
    public int Unknown => Minutes - Measured;

    /// <summary>Mean temperature in °C if the goods stood at the coldest point all the time, and at the warmest; null without any.</summary>
    public (double Coldest, double Warmest)? Mean => Warmth.Minutes > 0 ? (Warmth.Coldest / Warmth.Minutes, Warmth.Warmest / Warmth.Minutes) : null;

    /// <summary>The mean kinetic temperature of all of it.</summary>
    /// <param name="high">Upper limit of the goods in °C: it says what kind of store their gaps are taken for.</param>
    public KineticMean Kinetic(double? high)
    {
        var credible = KineticWindow.For(high).Credible;
        credible = Lowest is { } low ? credible.With(low) : credible;
        return Heat.Mean(Highest is { } top ? credible.With(top) : credible);
    }

    /// <summary>Both together.</summary>
    public ThermalSums With(ThermalSums other) => new(
        Minutes + other.Minutes, Measured + other.Measured, Own.With(other.Own), OfRoom.With(other.OfRoom), Least(Lowest, other.Lowest), Most(Highest, other.Highest),
        (Warmth.Minutes + other.Warmth.Minutes, Warmth.Coldest + other.Warmth.Coldest, Warmth.Warmest + other.Warmth.Warmest), Heat.With(other.Heat), DoseLow + other.DoseLow, DoseHigh + other.DoseHigh);

    /// <summary>With one more minute.</summary>
    /// <param name="points">What the points at which the goods can have stood say of it.</param>
    /// <param name="own">Limits of the goods' own label; null when they have none.</param>
    public ThermalSums With(ReadOnlySpan<PlaceMinute> points, ClimateLimits? own)
    {
        var (ownTold, roomTold, heat, any) = (default(Told), default(Told), (KineticSum?)null, false);
        var (least, most, coldest, warmest) = ((double?)null, (double?)null, (double?)null, (double?)null);
        var (doseLow, doseHigh) = (0.0, 0.0);
        foreach (var point in points)
        {
            if (point is { Temperature: null, Humidity: null })
            {
                continue;
            }

            any = true;
            if (point.Temperature is { } t)
            {
                (least, most) = (Least(least, t.Min / 1000.0), Most(most, t.Max / 1000.0));
                (coldest, warmest) = (Least(coldest, t.Mean / 1000.0), Most(warmest, t.Mean / 1000.0));
                heat = heat is { } h ? new(Math.Min(h.Low, point.Heat.Low), Math.Max(h.High, point.Heat.High), Math.Max(h.Known, point.Heat.Known), Math.Min(h.Missing, point.Heat.Missing)) : point.Heat;
                ownTold = ownTold.With(t, own?.Low, own?.High, point.IsHour);
                roomTold = roomTold.With(t, point.Limits?.Low, point.Limits?.High, point.IsHour);
            }

            if (point.Humidity is { } rh)
            {
                ownTold = ownTold.With(rh, own?.Dry, own?.Damp, point.IsHour);
                roomTold = roomTold.With(rh, point.Limits?.Dry, point.Limits?.Damp, point.IsHour);
                if ((own is null ? point.Limits?.Damp : own.Damp) is { } damp)
                {
                    var (low, high) = Above(rh, damp);
                    (doseLow, doseHigh) = (Math.Max(doseLow, low / 60), Math.Max(doseHigh, high / 60));
                }
            }
        }

        var known = heat?.Known ?? 0;
        return With(new ThermalSums(
            1, any ? 1 : 0, ownTold.Minute(), roomTold.Minute(), least, most, (known, (coldest ?? 0) * known, (warmest ?? 0) * known), heat ?? KineticSum.Gap(1), doseLow, doseHigh));
    }

    /// <summary>By how much a course was above a limit in the mean, in %: at least if it stood at its mean, at most if only its extremes occurred.</summary>
    private static (double Low, double High) Above(MilliSpan span, double limit)
    {
        var (mean, bottom, top) = (span.Mean / 1000.0, Math.Max(0, (span.Min / 1000.0) - limit), Math.Max(0, (span.Max / 1000.0) - limit));
        var low = Math.Max(0, mean - limit);
        return span.Max > span.Min ? (low, Math.Max(low, bottom + ((top - bottom) * Math.Clamp((span.Mean - span.Min) / (double)(span.Max - span.Min), 0, 1)))) : (low, low);
    }

    private static double? Least(double? a, double? b) => a is null || b < a ? b ?? a : a;

    private static double? Most(double? a, double? b) => a is null || b > a ? b ?? a : a;

    /// <summary>Whether a minute was outside at some point: for sure, or possibly.</summary>
    private readonly record struct Told(bool IsOutside, bool CanBe)
    {
        public Told With(MilliSpan span, double? low, double? high, bool isHour)
        {
            var (bottom, top) = (low is { } l ? MilliSpan.Milli(l) : long.MinValue, high is { } h ? MilliSpan.Milli(h) : long.MaxValue);

            // A minute is judged by its mean. Of an hour's minutes it is known that none was outside, that all were, or neither.
            return isHour
                ? new(IsOutside || span.Min > top || span.Max < bottom, CanBe || span.Max > top || span.Min < bottom)
                : new(IsOutside || span.Mean > top || span.Mean < bottom, CanBe);
        }

        public OutsideMinutes Minute() => IsOutside ? new(1, 0) : CanBe ? new(0, 1) : default;
    }
}
