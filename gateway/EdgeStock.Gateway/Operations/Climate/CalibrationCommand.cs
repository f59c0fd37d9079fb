using System.CommandLine;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>The calibrations of one climate sensor, read beside the running gateway.</summary>
internal static class CalibrationCommand
{
    public static Command Verb(Option<string> data)
    {
        var device = new Argument<string>("DEVICE") { Description = "id of a climate sensor, as in the site file" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("calibration", "every calibration of a climate sensor that the ledger knows, and which values are in doubt") { device, data, json };
        verb.SetAction(parsed => List(parsed.GetValue(data)!, parsed.GetValue(device)!, parsed.GetValue(json)));
        return verb;
    }

    /// <returns>1 when it is overdue, or was found off the last time.</returns>
    private static int List(string data, string id, bool json)
    {
        var site = LedgerView.Open(data).Site;
        var device = site.Devices.FirstOrDefault(d => d.Id == id);
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        var history = ledger.AtOneInstant(() => CalibrationHistory.Read(ledger, site, id));
        if (device is not { Kind: DeviceKind.Climate } && history.Recorded.Count == 0)
        {
            throw new CommandException($"'{id}' is no climate sensor of this gateway: there are {string.Join(", ", site.Devices.Where(d => d.Kind == DeviceKind.Climate).Select(d => d.Id))}");
        }

        var isOverdue = device?.CalibrationDue < Today.At(site);
        var doubts = history.Doubts().ToList();
        if (json)
        {
            using var output = Console.OpenStandardOutput();
            WriteJson(output, device, history, doubts, isOverdue);
            output.WriteByte((byte)'\n');
        }
        else
        {
            Print(site, device, history, doubts, isOverdue);
        }

        return isOverdue || (history.Recorded.Count > 0 && CalibrationHistory.IsOff(history.Recorded[^1].Event)) ? 1 : 0;
    }

    private static void Print(Site site, Device? device, CalibrationHistory history, List<CalibrationDoubt> doubts, bool isOverdue)
    {
        var zone = ExportRange.Zone(site.TimeZone);
        if (history.Recorded.Count == 0)
        {
            Console.Out.WriteLine("no calibration was recorded yet: one is with each change of 'calibration' in the site file");
        }
        else
        {
            Table.Write(
                ["entry", "in force from", "certificate", "date", "as found", "as left", "U (k=2)", "offsets", "due", "by"],
                history.Recorded.Select(r => (IReadOnlyList<string>)
                [
                    FormattableString.Invariant($"{r.Seq}"), CalibrationWords.At(r.Event.At, zone), r.Event.Calibration?.Certificate ?? "-", Today.Text(r.Event.Calibration?.Date),
                    CalibrationWords.Figures(r.Event.Calibration?.AsFound), CalibrationWords.Figures(r.Event.Calibration?.AsLeft), CalibrationWords.Uncertainty(r.Event.Calibration?.Uncertainty),
                    CalibrationWords.Figures(new(r.Event.Offsets.Temperature, r.Event.Offsets.Humidity)), Today.Text(r.Event.Due), r.Event.By,
                ]));
        }

        doubts.ForEach(d => Console.Out.WriteLine(CalibrationWords.Of(d, zone)));
        if (isOverdue)
        {
            Console.Out.WriteLine($"its calibration was due on {Today.Text(device!.CalibrationDue)}: its values are uncertain since; calibrate it and write the certificate into the site file");
        }
    }

    /// <summary>Writes what is printed as JSON.</summary>
    internal static void WriteJson(Stream output, Device? device, CalibrationHistory history, IReadOnlyList<CalibrationDoubt> doubts, bool isOverdue)
    {
        using var json = new Utf8JsonWriter(output, new() { Indented = true });
        json.WriteStartObject();
        json.WriteString("due", device?.CalibrationDue is { } due ? Today.Text(due) : null);
        json.WriteBoolean("overdue", isOverdue);
        json.WriteStartArray("calibrations");
        foreach (var (seq, e) in history.Recorded)
        {
            json.WriteStartObject();
            json.WriteNumber("seq", seq);
            json.WriteString("from", e.At);
            json.WriteString("certificate", e.Calibration?.Certificate);
            json.WriteString("date", e.Calibration?.Date is { } day ? Today.Text(day) : null);
            Figures(json, "asFound", e.Calibration?.AsFound);
            Figures(json, "asLeft", e.Calibration?.AsLeft);
            Figures(json, "uncertainty", e.Calibration?.Uncertainty);
            Figures(json, "offsets", new(e.Offsets.Temperature, e.Offsets.Humidity));
            json.WriteString("due", e.Due is { } until ? Today.Text(until) : null);
            json.WriteString("by", e.By);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("doubts");
        foreach (var doubt in doubts)
        {
            json.WriteStartObject();
            if (doubt.From is { } from)
            {
                json.WriteString("from", from);
            }

            json.WriteString("to", doubt.To.At);
            Figures(json, "off", doubt.To.Calibration!.AsFound);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Figures(Utf8JsonWriter json, string name, ClimateFigures? figures)
    {
        if (figures is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("temperature", figures.Temperature);
        json.WriteNumber("humidity", figures.Humidity);
        json.WriteEndObject();
    }
}
