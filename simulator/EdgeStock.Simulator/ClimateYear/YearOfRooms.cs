using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>Lives through the climate of three storerooms in steps of a sensor's interval, and writes it down as it goes: site.yaml, climate.ndjson, truth.jsonl.</summary>
internal static class YearOfRooms
{
    private const string SiteName = "site.yaml";
    private const string TraceName = "climate.ndjson";
    private const string TruthName = "truth.jsonl";
    private const long StepMs = ClimateRooms.IntervalSeconds * 1000;
    private const long StepsPerDay = 86_400_000 / StepMs;
    private const long FirstReadMs = 1200;
    private const long ReadMs = 250;

    /// <param name="folder">Where the three files go; it must exist.</param>
    /// <param name="id">Name of the trace.</param>
    /// <param name="progress">Told the days that are over.</param>
    public static void Write(string id, DateTimeOffset t0, int days, IReadOnlyList<Trouble> troubles, long seed, string folder, Action<int> progress, CancellationToken stop)
    {
        var end = days * StepsPerDay * StepMs;
        File.WriteAllText(Path.Combine(folder, SiteName), ClimateRooms.SiteText());
        var board = new TroubleBoard(troubles);
        using var trace = new YearTrace(Path.Combine(folder, TraceName), id, seed, t0, end);
        using var truth = new YearTruth(Path.Combine(folder, TruthName), id, seed, t0, end, board.All);
        var nature = new Nature(board, seed);
        var sensors = ClimateRooms.Points.Select(p => new PointSensor(p, board, t0, seed)).ToList();
        for (var step = 0L; step < days * StepsPerDay; step++)
        {
            var ms = step * StepMs;
            if (step % StepsPerDay == 0)
            {
                stop.ThrowIfCancellationRequested();
                progress((int)(step / StepsPerDay));
            }

            board.MoveTo(ms);
            nature.Step(step, SwedishDay.Local(t0.AddMilliseconds(ms)), StepMs / 3_600_000.0);
            trace.Begin(ms, board.Has(TroubleKind.Gateway, Trouble.Gateway));
            for (var i = 0; i < sensors.Count; i++)
            {
                var point = sensors[i].Plan;
                var air = nature.At(point);
                truth.Add(point, step, air);
                var now = t0.AddMilliseconds(ms + FirstReadMs + (i * ReadMs));
                var wrong = board.Of(TroubleKind.Clock, point.Room);
                var at = wrong is null ? now : now.AddSeconds(Math.Round(wrong.Amount));
                foreach (var line in sensors[i].Read(step, ms, air, ClimateRooms.IntervalSeconds, at, wrong is null ? null : now))
                {
                    trace.Say(line);
                }
            }

            trace.End(ms, StepMs);
        }
    }

    /// <summary>Weather, rooms and cold units together.</summary>
    private sealed class Nature(TroubleBoard board, long seed)
    {
        private readonly Outdoors outdoors = new(seed, board);
        private readonly AirRoom sterile = Room(AirRoom.Sterile, board, seed);
        private readonly AirRoom medicine = Room(AirRoom.Medicine, board, seed);
        private readonly ColdUnit fridge = new(ColdUnit.Fridge, board, seed);
        private readonly ColdUnit freezer = new(ColdUnit.Freezer, board, seed);

        public void Step(long step, DateTimeOffset local, double hours)
        {
            outdoors.Step(local, hours);
            sterile.Step(step, local, outdoors, hours);
            medicine.Step(step, local, outdoors, hours);
            fridge.Step(step, local, outdoors.Corridor, hours);
            freezer.Step(step, local, outdoors.Corridor, hours);
        }

        public Air At(PointPlan point) => point.Room switch
        {
            ClimateRooms.Sterile => sterile.At(point),
            ClimateRooms.Medicine => medicine.At(point),
            _ => new((point.Id == ClimateRooms.Fridge ? fridge : freezer).Celsius, 0),
        };

        private static AirRoom Room(AirRoomPlan plan, TroubleBoard board, long seed) => new(plan, ClimateRooms.Points.Where(p => p.Room == plan.Id), board, seed);
    }
}
