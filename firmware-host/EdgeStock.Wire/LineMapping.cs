namespace EdgeStock.Wire;

/// <summary>Between the flat fields and the typed lines; the one place that knows the type names.</summary>
internal static class LineMapping
{
    /// <summary>More hang on no one host.</summary>
    private const int MostDevices = 1000;

    public static Line ToLine(LineFields f, DateTimeOffset? t0) => f.Type switch
    {
        null => throw new LineException("field 'type' is missing"),
        "hello" => new HelloLine(f.Version ?? throw Missing("version"), Text(f.Host, "host"), Text(f.Session, "session"), Devices(f.Devices)),
        "w" => new WeightLine(f.State is null && f.Raw is null ? Number(f.G, "g") : 0, f.State is null or "overload" or "underload" ? f.State : throw new LineException("field 'state' is overload or underload"), f.Raw) { N = Sequence(f.N), At = At(f, t0), Taken = Taken(f), Device = Text(f.Dev ?? f.Bin, "dev") },
        "r" => new ReadLine(Epc(f.Epc), f.Rssi, f.Count) { N = Sequence(f.N), At = At(f, t0), Taken = Taken(f), Device = Text(f.Dev ?? f.Ant, "dev") },
        "c" => new ClimateLine(f.Q == "bad" ? f.V : Number(f.V, "v"), Quality(f.Q), f.Reason) { N = Sequence(f.N), At = At(f, t0), Taken = Taken(f), Device = Text(f.Dev ?? f.Sensor, "dev") },
        "ant" => new AntennaLine(f.Up ?? throw Missing("up")) { N = Sequence(f.N), At = At(f, t0), Taken = Taken(f), Device = Text(f.Dev ?? f.Ant, "dev") },
        "round" => new RoundLine(f.Phase switch { "start" => false, "end" => true, _ => throw new LineException("field 'phase' is start or end") }) { N = Sequence(f.N), At = At(f, t0), Taken = Taken(f), Device = Text(f.Dev ?? f.Ant, "dev") },
        "dev" => new DeviceLine(f.State is "up" or "down" ? f.State : throw new LineException("field 'state' is up or down"), f.Reason, f.Errors) { N = Sequence(f.N), At = At(f, t0), Taken = Taken(f), Device = Text(f.Dev, "dev") },
        "door" => new DoorLine(f.Open ?? throw Missing("open")) { N = Sequence(f.N), At = At(f, t0), Taken = Taken(f), Device = Text(f.Dev, "dev") },
        "gap" => new GapLine(f.Lost ?? throw Missing("lost")) { N = Sequence(f.N), At = At(f, t0), Taken = Taken(f), Device = Text(f.Dev, "dev") },
        "ack" => new AckLine(f.N ?? throw Missing("n"), f.Next),
        "do" => new DoLine(Text(f.Id, "id"), Text(f.Dev, "dev"), Text(f.Action, "action"), f.Value is null ? null : Text(f.Value, "value")),
        "done" => new DoneLine(Text(f.Id, "id"), f.Result, f.Error),
        "tick" => new TickLine(At(f, t0)),
        "cmd" => new CommandInputLine(At(f, t0), Text(f.Verb, "verb"), Text(f.By, "by"), f.Dev is null ? null : Text(f.Dev, "dev"), f.Body),
        "trace" => new TraceLine(f.Version ?? throw Missing("version"), Text(f.Id, "id"), f.Seed ?? 0, f.Duration ?? 0, Instant(f.T0, "t0"), f.Note),
        "zone" => new ZoneLine(Text(f.Zone, "zone"), f.Kind, f.Adjacent ?? [], f.Exit ?? false),
        "bin" => new BinLine(Text(f.Bin, "bin"), f.Shelf, f.Zone, Text(f.Sku, "sku"), Number(f.UnitGrams, "unit_g"), f.UnitSdGrams ?? 0, f.UnitLotSdGrams ?? 0, f.TareGrams ?? 0, f.TareSdGrams ?? 0, f.Capacity ?? 0, f.InitialCount, f.Pack, f.Cell, f.Report),
        "antenna" => new AntennaHeaderLine(Text(f.Ant, "ant"), f.Reader, Text(f.Zone, "zone"), f.CycleSeconds ?? 0, f.OffsetSeconds ?? 0, f.DwellSeconds ?? 0),
        "tag" => new TagLine(Epc(f.Epc), f.Sku),
        "sensor" => new SensorLine(Text(f.Sensor, "sensor"), Text(f.Quantity, "quantity"), f.Zone, f.Low, f.High, f.HoldSeconds ?? 0, f.IntervalSeconds ?? 60, f.NoiseSd ?? 0, f.Resolution ?? 0),
        "site" => new SiteLine(f.Text ?? throw Missing("text")),
        "ledger" => new LedgerLine(Text(f.Site, "site"), Text(f.Gateway, "gateway"), f.Epoch ?? throw Missing("epoch"), f.Seq ?? throw Missing("seq"), Text(f.Hash, "hash")),
        "view" => new ViewLine(Text(f.Kind, "kind"), f.Id ?? throw Missing("id"), f.Body ?? throw Missing("body")),
        "memory" => new MemoryLine(Text(f.Kind, "kind"), f.Id ?? throw Missing("id"), f.Body ?? throw Missing("body")),
        "end" => new EndLine(f.Seq ?? throw Missing("seq"), Text(f.Hash, "hash")),
        var other => new UnknownLine(other),
    };

    public static LineFields ToFields(Line line) => line switch
    {
        HelloLine l => new() { Type = "hello", Version = l.Version, Host = l.Host, Session = l.Session, Devices = l.Devices is null ? null : [.. l.Devices] },
        WeightLine l => Sample(l, new() { Type = "w", G = l.State is null && l.Raw is null ? l.Grams : null, State = l.State, Raw = l.Raw }),
        ReadLine l => Sample(l, new() { Type = "r", Epc = l.Epc, Rssi = l.Rssi, Count = l.Count }),
        ClimateLine l => Sample(l, new() { Type = "c", V = l.Value, Q = l.Quality, Reason = l.Reason }),
        AntennaLine l => Sample(l, new() { Type = "ant", Up = l.Up }),
        RoundLine l => Sample(l, new() { Type = "round", Phase = l.Ended ? "end" : "start" }),
        DeviceLine l => Sample(l, new() { Type = "dev", State = l.State, Reason = l.Reason, Errors = l.Errors }),
        DoorLine l => Sample(l, new() { Type = "door", Open = l.Open }),
        GapLine l => Sample(l, new() { Type = "gap", Lost = l.Lost }),
        AckLine l => new() { Type = "ack", N = l.N, Next = l.Next },
        DoLine l => new() { Type = "do", Id = l.Id, Dev = l.Device, Action = l.Action, Value = l.Value },
        DoneLine l => new() { Type = "done", Id = l.Id, Result = l.Result, Error = l.Error },
        TickLine l => new() { Type = "tick", At = LineCodec.Format(l.At) },
        CommandInputLine l => new() { Type = "cmd", At = LineCodec.Format(l.At), Verb = l.Verb, By = l.By, Dev = l.Device, Body = l.Body },
        TraceLine l => new() { Type = "trace", Version = l.Version, Id = l.Id, Seed = l.Seed, Duration = l.Duration, T0 = LineCodec.Format(l.T0), Note = l.Note },
        ZoneLine l => new() { Type = "zone", Zone = l.Zone, Kind = l.Kind, Adjacent = [.. l.Adjacent], Exit = l.Exit },
        BinLine l => new()
        {
            Type = "bin", Bin = l.Bin, Shelf = l.Shelf, Zone = l.Zone, Sku = l.Sku, UnitGrams = l.UnitGrams, UnitSdGrams = l.UnitSdGrams, UnitLotSdGrams = l.UnitLotSdGrams,
            TareGrams = l.TareGrams, TareSdGrams = l.TareSdGrams, Capacity = l.Capacity, InitialCount = l.InitialCount, Pack = l.Pack, Cell = l.Cell, Report = l.Report,
        },
        AntennaHeaderLine l => new() { Type = "antenna", Ant = l.Antenna, Reader = l.Reader, Zone = l.Zone, CycleSeconds = l.CycleSeconds, OffsetSeconds = l.OffsetSeconds, DwellSeconds = l.DwellSeconds },
        TagLine l => new() { Type = "tag", Epc = l.Epc, Sku = l.Sku },
        SensorLine l => new()
        {
            Type = "sensor", Sensor = l.Sensor, Quantity = l.Quantity, Unit = l.Quantity == "humidity" ? "%" : "C", Zone = l.Zone, Low = l.Low, High = l.High,
            HoldSeconds = l.HoldSeconds, IntervalSeconds = l.IntervalSeconds, NoiseSd = l.NoiseSd, Resolution = l.Resolution,
        },
        SiteLine l => new() { Type = "site", Text = l.Text },
        LedgerLine l => new() { Type = "ledger", Site = l.Site, Gateway = l.Gateway, Epoch = l.Epoch, Seq = l.Seq, Hash = l.Hash },
        ViewLine l => new() { Type = "view", Kind = l.Kind, Id = l.Id, Body = l.Body },
        MemoryLine l => new() { Type = "memory", Kind = l.Kind, Id = l.Id, Body = l.Body },
        EndLine l => new() { Type = "end", Seq = l.Seq, Hash = l.Hash },
        _ => throw new ArgumentException($"{line.GetType().Name} is never written", nameof(line)),
    };

    private static LineFields Sample(SampleLine line, LineFields fields)
    {
        fields.N = line.N;
        fields.At = LineCodec.Format(line.At);
        fields.Dev = line.Device;
        fields.Rt = line.Taken is { } taken ? LineCodec.Format(taken) : null;
        return fields;
    }

    /// <summary>The gateway adds one to the highest that it took.</summary>
    private static ulong? Sequence(ulong? n) => n is null or <= long.MaxValue ? n : throw new LineException($"field 'n' is more than {long.MaxValue}");

    private static DateTimeOffset At(LineFields f, DateTimeOffset? t0) => (f.At, f.T, t0) switch
    {
        ({ } at, _, _) => Instant(at, "at"),

        // ten digits reach from any instant of the calendar that is taken to any other
        (_, >= -1e10 and <= 1e10, { } origin) when origin.AddMilliseconds(Math.Round(f.T.Value * 1000)) is var at && LineCodec.IsTaken(at) => at,
        (_, { }, null) => throw new LineException("field 't' without a trace header; the wire carries 'at'"),
        (_, { }, _) => throw new LineException("field 't' is out of range"),
        _ => throw Missing("at"),
    };

    private static DateTimeOffset? Taken(LineFields f) => f.Rt is null ? null : Instant(f.Rt, "rt");

    private static DateTimeOffset Instant(string? text, string field) =>
        LineCodec.TryParseInstant(Text(text, field), out var instant) ? instant : throw new LineException($"field '{field}' is not a UTC instant such as 2026-03-02T06:00:00.000Z");

    private static string Text(string? value, string field) =>
        value is { Length: > 0 and <= 256 } ? value : throw (value is null ? Missing(field) : new LineException($"field '{field}' has {value.Length} characters, 1 to 256 are taken"));

    private static double Number(double? value, string field) => value ?? throw Missing(field);

    private static string[]? Devices(string[]? names)
    {
        if (names?.Length > MostDevices)
        {
            throw new LineException($"field 'devices' names {names.Length}, at most {MostDevices} are taken");
        }

        return names is null ? null : [.. names.Select(n => Text(n, "devices"))];
    }

    private static string Epc(string? value)
    {
        var epc = Text(value, "epc");
        return epc.Length % 2 == 0 && epc.All(char.IsAsciiHexDigit) ? epc.ToUpperInvariant() : throw new LineException("field 'epc' is not hexadecimal octets");
    }

    private static string? Quality(string? value) =>
        value is null or "good" or "uncertain" or "bad" ? value : throw new LineException("field 'q' is good, uncertain or bad");

    private static LineException Missing(string field) => new($"field '{field}' is missing");
}
