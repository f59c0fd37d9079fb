using EdgeStock.Domain;

namespace EdgeStock.Ledger.Memory;

/// <summary>What is remembered, by its number in the file: never another one for the same kind.</summary>
internal enum MemoryKind
{
    None = 0,
    Bin = 1,
    Tag = 2,
    Zone = 3,
    Antenna = 4,
    Climate = 5,
    Minute = 6,
    Device = 7,
    Tick = 8,
    Keeping = 9,
    Peer = 12,
}

/// <summary>
/// The estimators' memory in its packed form: a fifth to a tenth of the JSON document, because all of it that changed is written with each
/// event. Fields stand in the order below without names. Members of the domain's enumerations stand by their numbers.
/// </summary>
internal static class MemoryCodec
{
    // which zone a read was in
    private const ulong Own = 0;
    private const ulong Other = 1;
    private const ulong Named = 2;

    public static void Write(PackWriter to, BinMemory bin)
    {
        to.Natural((ulong)bin.Times.Count);
        var before = 0L;
        for (var i = 0; i < bin.Times.Count; i++)
        {
            to.Whole(bin.Times[i] - before);
            to.Number(bin.Window[i]);
            before = bin.Times[i];
        }

        to.Maybe(bin.Count);
        to.Number(bin.Bias);
        to.Natural((ulong)bin.Condition);
        to.Whole(bin.LiftedSamples);
        to.Instant(bin.RestlessSince);
        to.Instant(bin.OddSince);
        to.Whole(bin.Refused);
        to.Natural(bin.Rebased ? 1UL : 0);
    }

    public static BinMemory Bin(ref PackReader from)
    {
        var (times, window) = (new long[from.Count()], new List<double>());
        var time = 0L;
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = time = PackReader.InstantOf(checked(time + from.Whole())).ToUnixTimeMilliseconds();
            window.Add(from.Number());
        }

        return new(
            times, window, from.Maybe() is { } count ? checked((int)count) : null, from.Number(), from.Member<BinCondition>(), from.Small(),
            from.MaybeInstant(), from.MaybeInstant(), from.Whole(), from.Natural() != 0);
    }

    public static void Write(PackWriter to, TagMemory tag)
    {
        to.Natural((ulong)tag.Presence);
        to.Text(tag.Zone ?? "");
        to.Instant(tag.LastRead);
        to.Duration(tag.HeardAt);
        to.Natural((ulong)tag.Glimpses.Count);
        var (before, other) = (tag.LastRead.ToUnixTimeMilliseconds(), "");
        foreach (var glimpse in tag.Glimpses)
        {
            // Nearly all are of the tag's own zone, and nearly all others of one neighbour.
            var zone = glimpse.Zone == tag.Zone ? Own : glimpse.Zone == other ? Other : Named;
            to.Natural((zone << 1) | (glimpse.Rssi is null ? 0UL : 1));
            if (zone == Named)
            {
                to.Text(other = glimpse.Zone);
            }

            var at = glimpse.At.ToUnixTimeMilliseconds();
            to.Whole(at - before);
            to.Whole(glimpse.Count);
            if (glimpse.Rssi is { } rssi)
            {
                to.Number(rssi);
            }

            before = at;
        }
    }

    public static TagMemory Tag(ref PackReader from)
    {
        var (presence, zone, lastRead, heardAt) = (from.Member<Presence>(), from.Text(), from.Instant(), from.Duration());
        var glimpses = new TagGlimpse[from.Count()];
        var (time, other) = (lastRead.ToUnixTimeMilliseconds(), "");
        for (var i = 0; i < glimpses.Length; i++)
        {
            var code = from.Natural();
            var at = (code >> 1) switch
            {
                Own => zone,
                Other => other,
                Named => other = from.Text(),
                _ => throw new FormatException("a read names no zone"),
            };
            time = checked(time + from.Whole());
            glimpses[i] = new(PackReader.InstantOf(time), at, from.Small(), (code & 1) == 0 ? null : from.Number());
        }

        return new(presence, zone.Length == 0 ? null : zone, lastRead, heardAt, glimpses);
    }

    public static void Write(PackWriter to, ZoneMemory zone)
    {
        to.Duration(zone.Listened);
        to.Duration(zone.Deaf);
    }

    public static ZoneMemory Zone(ref PackReader from) => new(from.Duration(), from.Duration());

    public static void Write(PackWriter to, AntennaMemory antenna)
    {
        to.Natural(antenna.Up ? 1UL : 0);
        to.Duration(antenna.SinceReader);
        to.Duration(antenna.SinceRead);
    }

    public static AntennaMemory Antenna(ref PackReader from) => new(from.Natural() != 0, from.Duration(), from.Duration());

    public static void Write(PackWriter to, ClimateMemory climate)
    {
        to.Natural((ulong)climate.Recent.Count);
        foreach (var value in climate.Recent)
        {
            to.Number(value);
        }

        to.Instant(climate.LastAt);
        to.Number(climate.LastRaw);
        to.Whole(climate.Repeats);
        to.Whole(climate.BadInRow);
        to.Duration(climate.Quiet);
        to.Natural((ulong)climate.Fault);
        to.Natural((ulong)climate.State);
        to.Instant(climate.OnsetAt);
        to.Natural((ulong)climate.Pending);
        to.Instant(climate.ReturnAt);
        to.Duration(climate.Uncounted);
        to.Whole(climate.Refused);
        if (climate is { Limits: null, Anchors: null, Held: null, WetSince: null })
        {
            return;
        }

        to.Natural((ulong)(climate.Limits?.Count ?? 0));
        foreach (var limit in climate.Limits ?? [])
        {
            to.Natural((ulong)limit.Kind);
            to.Natural((ulong)limit.Condition);
            to.Instant(limit.Onset);
            to.Instant(limit.ReturnAt);
            to.Duration(limit.Uncounted);
            to.Number(limit.Peak);
            to.Duration(limit.Outside);
        }

        to.Natural(climate.Anchors is null ? 0UL : 1);
        if (climate.Anchors is { } anchors)
        {
            to.Natural((ulong)anchors.Count);
            foreach (var anchor in anchors)
            {
                to.Instant(anchor.At);
                to.Number(anchor.Value);
            }
        }

        if (climate is { Held: null, WetSince: null })
        {
            return;
        }

        to.Natural((ulong)(climate.Held?.Count ?? 0));
        foreach (var held in climate.Held ?? [])
        {
            to.Instant(held.At);
            to.Number(held.Value);
            to.Duration(held.Lasted);
        }

        to.Instant(climate.WetSince);
    }

    public static ClimateMemory Climate(ref PackReader from)
    {
        var recent = new double[from.Count()];
        for (var i = 0; i < recent.Length; i++)
        {
            recent[i] = from.Number();
        }

        var climate = new ClimateMemory(
            recent, from.MaybeInstant(), from.Number(), from.Small(), from.Small(), from.Duration(), from.Member<SensorFault>(), from.Member<ClimateState>(),
            from.MaybeInstant(), from.Member<ClimateState>(), from.MaybeInstant(), from.Duration(), from.Whole());
        if (from.IsEmpty)
        {
            // An older release wrote it.
            return climate;
        }

        var limits = new LimitMemory[from.Count()];
        for (var i = 0; i < limits.Length; i++)
        {
            limits[i] = new(from.Member<AlarmKind>(), from.Member<AlarmCondition>(), from.MaybeInstant(), from.MaybeInstant(), from.Duration(), from.Number(), from.Duration());
        }

        climate = climate with { Limits = limits, Anchors = from.Natural() == 0 ? null : Anchors(ref from) };
        return from.IsEmpty ? climate : climate with { Held = Held(ref from), WetSince = from.MaybeInstant() };
    }

    private static HeldValue[]? Held(ref PackReader from)
    {
        var held = new HeldValue[from.Count()];
        for (var i = 0; i < held.Length; i++)
        {
            held[i] = new(from.Instant(), from.Number(), from.Duration());
        }

        return held.Length == 0 ? null : held;
    }

    private static RateAnchor[] Anchors(ref PackReader from)
    {
        var anchors = new RateAnchor[from.Count()];
        for (var i = 0; i < anchors.Length; i++)
        {
            anchors[i] = new(from.Instant(), from.Number());
        }

        return anchors;
    }

    public static void Write(PackWriter to, MinuteMemory minute)
    {
        to.Natural(minute.Open is null ? 0UL : 1);
        if (minute.Open is { } open)
        {
            to.Text(open.Point);
            to.Instant(open.Minute);
            Write(to, open.Temperature);
            Write(to, open.Humidity);
            to.Natural((ulong)open.Quality);
        }

        to.Duration(minute.Quiet);
        to.Instant(minute.Hour);
        to.Whole(minute.Minutes);
        to.Text(minute.Digest);
        Write(to, minute.Temperature);
        Write(to, minute.Humidity);
        Write(to, minute.Sums);
    }

    public static MinuteMemory Minute(ref PackReader from)
    {
        var open = from.Natural() == 0 ? null : new ClimateMinute(from.Text(), from.Instant(), Span(ref from), Span(ref from), from.Member<Quality>());
        return new(open, from.Duration(), from.Instant(), from.Small(), from.Text(), Span(ref from), Span(ref from), Sums(ref from));
    }

    public static void Write(PackWriter to, KeepingMemory keeping)
    {
        to.Instant(keeping.SteadySince);
        to.Instant(keeping.Oldest);
        to.Natural(keeping.Short ? 1UL : 0);
    }

    public static KeepingMemory Keeping(ref PackReader from) => new(from.MaybeInstant(), from.MaybeInstant(), from.Natural() != 0);

    public static void Write(PackWriter to, PeerMemory peer)
    {
        to.Whole(peer.Hour);
        to.Number(peer.U);
        to.Natural((ulong)peer.Minutes.Count);
        foreach (var minute in peer.Minutes)
        {
            to.Number(minute);
        }

        to.Natural((ulong)peer.Hours.Count);
        foreach (var hour in peer.Hours)
        {
            to.Whole(peer.Hour - hour.Hour);
            to.Number(hour.Celsius);
            to.Number(hour.U);
        }

        to.Whole(peer.Judged);
        to.Natural(peer.Disagrees ? 1UL : 0);
    }

    public static PeerMemory Peer(ref PackReader from)
    {
        var (hour, u) = (from.Whole(), from.Number());
        var minutes = new double[from.Count()];
        for (var i = 0; i < minutes.Length; i++)
        {
            minutes[i] = from.Number();
        }

        var hours = new PeerHour[from.Count()];
        for (var i = 0; i < hours.Length; i++)
        {
            hours[i] = new(checked(hour - from.Whole()), from.Number(), from.Number());
        }

        return new(hour, minutes, u, hours, from.Whole(), from.Natural() != 0);
    }

    public static void Write(PackWriter to, DeviceMemory device)
    {
        to.Natural((ulong)device.State);
        to.Instant(device.LastHeard);
        to.Duration(device.Quiet);
    }

    public static DeviceMemory Device(ref PackReader from) => new(from.Member<DeviceState>(), from.MaybeInstant(), from.Duration());

    private static void Write(PackWriter to, HourSums? sums)
    {
        to.Natural(sums is null ? 0UL : 1);
        if (sums is not null)
        {
            to.Whole(sums.Dropped);
            to.Whole(sums.Good);
            to.Whole(sums.Uncertain);
            to.Whole(sums.Bad);
            Write(to, sums.Temperature);
            Write(to, sums.Humidity);
        }
    }

    private static HourSums? Sums(ref PackReader from) => from.Natural() == 0
        ? null
        : new(from.Small(), from.Small(), from.Small(), from.Small(), HourSpan(ref from), HourSpan(ref from));

    private static void Write(PackWriter to, HourSpan? span)
    {
        to.Maybe(span?.Samples);
        if (span is not null)
        {
            to.Whole(span.Sum);
            to.Whole(span.Min);
            to.Whole(span.Max);
            to.Whole(span.Above);
            to.Whole(span.Below);
            to.Maybe(span.Low);
            to.Maybe(span.High);
        }
    }

    private static HourSpan? HourSpan(ref PackReader from) => from.Maybe() is { } samples
        ? new(samples, from.Whole(), from.Whole(), from.Whole(), from.Small(), from.Small(), from.Maybe(), from.Maybe())
        : null;

    private static void Write(PackWriter to, Span? span)
    {
        to.Maybe(span?.Samples);
        if (span is not null)
        {
            to.Number(span.Mean);
            to.Number(span.Min);
            to.Number(span.Max);
        }
    }

    private static Span? Span(ref PackReader from) => from.Maybe() is { } samples ? new(from.Number(), from.Number(), from.Number(), checked((int)samples)) : null;
}
