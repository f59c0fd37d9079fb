using System.Text.Json;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>A climate point of the simulated rooms.</summary>
/// <param name="ToleranceCelsius">No sound sensor there is off by more; likewise humidity.</param>
internal sealed record TruePoint(string Point, string Device, string Room, string Profile, double ToleranceCelsius, double ToleranceHumidity);

/// <summary>Something went wrong.</summary>
/// <param name="Kind">In lower case, as the truth file has it.</param>
internal sealed record TrueTrouble(string Kind, string Subject, DateTimeOffset From, DateTimeOffset Until, double Amount)
{
    public bool Meets(DateTimeOffset from, DateTimeOffset until) => From < until && Until > from;
}

/// <summary>The true course of one quantity at one point, before any sensor, at even steps.</summary>
/// <param name="Quantity"><c>temperature</c> or <c>humidity</c>.</param>
internal sealed record TrueCourse(TruePoint Point, string Quantity, IReadOnlyList<float> Values)
{
    public double Tolerance => Quantity == "temperature" ? Point.ToleranceCelsius : Point.ToleranceHumidity;
}

/// <summary>The truth file of the simulated rooms.</summary>
internal sealed record TrueRooms(
    long Seed, DateTimeOffset T0, TimeSpan Duration, TimeSpan Step, IReadOnlyList<TruePoint> Points, IReadOnlyList<TrueTrouble> Troubles, IReadOnlyList<TrueCourse> Courses)
{
    private const string Gateway = "gateway";

    /// <summary>Months of 365.25 / 12 days.</summary>
    public double Months => Duration.TotalDays / 30.4375;

    public IReadOnlyList<string> Rooms => [.. Points.Select(p => p.Room).Distinct()];

    /// <summary>The instant of a step of a course.</summary>
    public DateTimeOffset At(int step) => T0 + (step * Step);

    /// <summary>The last step that had begun by an instant, within the course.</summary>
    public int StepOf(DateTimeOffset at) => (int)Math.Clamp((at - T0) / Step, 0, (Duration / Step) - 1);

    /// <summary>Troubles in which the gateway cannot see this point: its sensor is silent or lies, nothing is heard, the clock is wrong, or the gateway does not run.</summary>
    public IEnumerable<TrueTrouble> Blinding(TruePoint point, DateTimeOffset from, DateTimeOffset until) => Troubles.Where(t => t.Meets(from, until) && t.Kind switch
    {
        "silent" or "stuck" or "sentinel" or "readerror" or "loose" or "plug" => t.Subject == point.Point,
        "power" or "clock" => t.Subject == point.Room,
        "gateway" => true,
        _ => false,
    });

    /// <summary>Somebody ruined the humidity sensor of this point.</summary>
    public bool IsPoisoned(TruePoint point, DateTimeOffset from, DateTimeOffset until) => Troubles.Any(t => t.Kind is "handrub" or "drift" && t.Subject == point.Point && t.Meets(from, until));

    /// <summary>Times in which the gateway did not run.</summary>
    public IEnumerable<TrueTrouble> Away(DateTimeOffset from, DateTimeOffset until) => Troubles.Where(t => t.Kind == Gateway && t.Meets(from, until));

    public static TrueRooms Read(string path)
    {
        var (seed, t0, duration, step) = (0L, DateTimeOffset.MinValue, TimeSpan.Zero, TimeSpan.Zero);
        var points = new List<TruePoint>();
        var troubles = new List<TrueTrouble>();
        var courses = new Dictionary<(string Point, string Quantity), List<float>>();
        foreach (var text in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(text);
            var line = document.RootElement;
            switch (Text("type"))
            {
                case "truth":
                    (seed, t0) = (line.GetProperty("seed").GetInt64(), line.GetProperty("t0").GetDateTimeOffset());
                    (duration, step) = (TimeSpan.FromSeconds(line.GetProperty("durationS").GetInt64()), TimeSpan.FromSeconds(line.GetProperty("stepS").GetInt64()));
                    break;
                case "point":
                    points.Add(new(Text("point"), Text("device"), Text("room"), Text("profile"), line.GetProperty("toleranceC").GetDouble(), line.GetProperty("toleranceRh").GetDouble()));
                    break;
                case "trouble":
                    troubles.Add(new(Text("kind"), Text("subject"), line.GetProperty("from").GetDateTimeOffset(), line.GetProperty("until").GetDateTimeOffset(), line.GetProperty("amount").GetDouble()));
                    break;
                case "course":
                    Add(Text("point"), "temperature", line.GetProperty("celsius"));
                    if (line.TryGetProperty("humidity", out var humidity))
                    {
                        Add(Text("point"), "humidity", humidity);
                    }

                    break;
                default:
                    throw new InvalidDataException($"the truth holds a line that nobody knows: {text[..Math.Min(80, text.Length)]}");
            }

            string Text(string field) => line.GetProperty(field).GetString()!;
        }

        return new(seed, t0, duration, step, points, troubles, [.. courses.Select(c => new TrueCourse(points.Single(p => p.Point == c.Key.Point), c.Key.Quantity, c.Value))]);

        void Add(string point, string quantity, JsonElement values)
        {
            if (!courses.TryGetValue((point, quantity), out var course))
            {
                courses.Add((point, quantity), course = []);
            }

            course.AddRange(values.EnumerateArray().Select(v => v.GetSingle()));
        }
    }
}
