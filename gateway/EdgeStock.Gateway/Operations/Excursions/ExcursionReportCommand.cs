using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Reports;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Operations;

/// <summary>Makes the report of an excursion from the ledger, signed by the gateway, and lists the excursions that there are.</summary>
internal static class ExcursionReportCommand
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report of one excursion.</summary>
    /// <param name="alarm">Id of its alarm.</param>
    /// <param name="onset">When it began, as the list tells it; null for the latest.</param>
    /// <param name="path">File to write; null for standard output.</param>
    /// <exception cref="CommandException">There is no such excursion, or nobody can sign.</exception>
    public static async Task<int> WriteAsync(string data, string alarm, string? onset, string format, ReportLanguage language, string? path)
    {
        if (format == "csv")
        {
            throw new CommandException("report --excursion: the report of an excursion has the formats html and json");
        }

        var zone = ExportRange.Zone(LedgerView.Open(data).Site.TimeZone);
        var at = onset is null ? (DateTimeOffset?)null : Onset(onset, zone);
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        var seq = Choose(ExcursionReading.All(ledger, alarm), alarm, at, zone).Seq;
        var now = ScaledClock.FromEnvironment().GetUtcNow();
        now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());

        // The gateway signs a checkpoint first, so that everything in the report is covered by one.
        using var signer = await EvidenceSigner.OpenAsync(data, now);
        var report = ExcursionReading.Of(ledger, seq, now)!;
        var text = format == "json" ? await ExcursionForms.JsonAsync(report, signer.Key, signer.SignReportAsync) : await ExcursionForms.PageAsync(report, language, false, signer.Key, signer.SignReportAsync);
        if (!report.IsFinal)
        {
            await Console.Error.WriteLineAsync("note: the report is provisional: the excursion is not over, or its last hour is not sealed yet");
        }

        try
        {
            await using var output = path is null ? Console.OpenStandardOutput() : new FileStream(path, FileMode.Create, FileAccess.Write);
            await output.WriteAsync(text);
        }
        catch (Exception e) when (path is not null && e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the report cannot be written to {path}: {e.Message}: give --out a file in a folder that exists and may be written");
        }

        return 0;
    }

    /// <summary>Prints the excursions of a stretch of time, the latest first.</summary>
    public static int List(string data, string? from, string? to, bool json)
    {
        var zone = ExportRange.Zone(LedgerView.Open(data).Site.TimeZone);
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        var rows = ExcursionRow.All(ledger, null, from is null ? null : ExportRange.From(from, zone), to is null ? null : ExportRange.To(to, zone));
        if (json)
        {
            using var output = Console.OpenStandardOutput();
            WriteJson(output, rows);
            output.WriteByte((byte)'\n');
        }
        else if (rows.Count == 0)
        {
            Console.Out.WriteLine("no excursion stands in this ledger for that time");
        }
        else
        {
            Table.Write(["ALARM", "ONSET", "BACK", "FURTHEST", "LOTS DECIDED", "ENTRY"], rows.Select(r => (IReadOnlyList<string>)
            [
                r.Excursion.Name.Id, LineCodec.Format(r.Excursion.Onset), r.Excursion.ClearedAt is { } cleared ? LineCodec.Format(cleared) : "not over", FormattableString.Invariant($"{r.Peak:0.0#} {r.Subject.Unit}"),
                FormattableString.Invariant($"{r.Decided} of {r.Lots}"), r.Excursion.Seq.ToString(CultureInfo.InvariantCulture),
            ]));
        }

        return 0;
    }

    /// <summary>The excursion that is meant: the latest of those that began in the second, minute or at the instant that was given.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    internal static AlarmedExcursion Choose(IReadOnlyList<AlarmedExcursion> all, string alarm, DateTimeOffset? onset, TimeZoneInfo zone)
    {
        if (all.Count == 0)
        {
            throw new CommandException($"no excursion of alarm '{alarm}' stands in this ledger: see 'edgestock report --excursions'; limits of climate values have excursions (too low, too high), other alarms have none");
        }

        return onset is not { } at ? all[^1]
            : all.LastOrDefault(e => e.Onset == at) ?? all.LastOrDefault(e => e.Onset >= at && e.Onset < at.AddMinutes(at.Second == 0 && at.Millisecond == 0 ? 1 : 1 / 60.0))
            ?? throw new CommandException($"no excursion of alarm '{alarm}' began at {TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm:ss}: its onsets are {string.Join(", ", all.TakeLast(5).Select(e => LineCodec.Format(e.Onset)))}");
    }

    private static void WriteJson(Stream output, IReadOnlyList<ExcursionRow> rows)
    {
        using var json = new Utf8JsonWriter(output, Indented);
        json.WriteStartArray();
        foreach (var r in rows)
        {
            json.WriteStartObject();
            json.WriteString("alarm", r.Excursion.Name.Id);
            json.WriteString("room", r.Excursion.Name.Room);
            json.WriteNumber("seq", r.Excursion.Seq);
            ExcursionJson.At(json, "onset", r.Excursion.Onset);
            ExcursionJson.At(json, "clearedAt", r.Excursion.ClearedAt);
            ExcursionJson.At(json, "endedAt", r.Excursion.EndedAt);
            ExcursionJson.Number(json, "peak", r.Peak);
            json.WriteNumber("lots", r.Lots);
            json.WriteNumber("decided", r.Decided);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static DateTimeOffset Onset(string text, TimeZoneInfo zone)
    {
        try
        {
            return ExportRange.From(text, zone);
        }
        catch (CommandException)
        {
            throw new CommandException($"--onset {text}: write the instant as 'edgestock report --excursions' tells it, such as 2026-03-31T06:30:00Z");
        }
    }
}
