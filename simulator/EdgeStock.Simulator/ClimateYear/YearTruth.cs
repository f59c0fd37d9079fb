using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Simulator.Physics;
using EdgeStock.Wire;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>The truth of the rooms as JSON lines: points, troubles, and the true course at each point, before any sensor, an hour a line.</summary>
internal sealed class YearTruth : IDisposable
{
    private const int StepsPerLine = 3600 / ClimateRooms.IntervalSeconds;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StreamWriter file;
    private readonly DateTimeOffset t0;
    private readonly Dictionary<string, List<Air>> open = new(StringComparer.Ordinal);

    public YearTruth(string path, string id, long seed, DateTimeOffset t0, long durationMs, IReadOnlyList<Trouble> troubles)
    {
        (this.t0, file) = (t0, new(path) { NewLine = "\n" });
        Write(new { type = "truth", version = 1, id, seed, t0 = LineCodec.Format(t0), durationS = durationMs / 1000, stepS = ClimateRooms.IntervalSeconds });
        foreach (var p in ClimateRooms.Points)
        {
            Write(new { type = "point", point = p.Id, device = p.Device, room = p.Room, profile = p.Profile, sensor = p.Sensor.Kind, toleranceC = p.Sensor.ToleranceCelsius, toleranceRh = p.Sensor.ToleranceHumidity });
        }

        foreach (var t in troubles)
        {
            Write(new { type = "trouble", kind = t.Kind.ToString().ToLowerInvariant(), subject = t.Subject, from = Instant(t.FromMs), until = Instant(t.UntilMs), amount = t.Amount });
        }
    }

    /// <summary>What is true at a point in a step.</summary>
    public void Add(PointPlan point, long step, Air air)
    {
        if (!open.TryGetValue(point.Id, out var course))
        {
            open.Add(point.Id, course = []);
        }

        course.Add(air);
        if (course.Count == StepsPerLine)
        {
            var from = Instant((step + 1 - StepsPerLine) * ClimateRooms.IntervalSeconds * 1000);
            var celsius = course.Select(a => Math.Round(a.Celsius, 3));
            if (point.Sensor.HasHumidity)
            {
                Write(new { type = "course", point = point.Id, from, celsius, humidity = course.Select(a => Math.Round(a.RelativeHumidity, 2)) });
            }
            else
            {
                Write(new { type = "course", point = point.Id, from, celsius });
            }

            course.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private string Instant(long ms) => LineCodec.Format(t0.AddMilliseconds(ms));

    private void Write(object line) => file.WriteLine(JsonSerializer.Serialize(line, Plain));
}
