using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Simulator.Physics;

/// <summary>What the load cell under a bin makes of the load on it: creep, slow drift and noise, in grams.</summary>
internal sealed class LoadCell
{
    private const double CreepSeconds = 600;
    private const long DriftStepMs = 15 * 60 * 1000;

    private readonly CellPlan plan;
    private readonly ChanceStream noise;
    private readonly ChanceStream drift;
    private readonly List<double> walk = [0];
    private readonly List<LoadStep> steps = [];

    public LoadCell(CellPlan plan, long seed, string device, double loadGrams)
    {
        this.plan = plan;
        noise = ChanceStream.From(seed, $"noise {device}");
        drift = ChanceStream.From(seed, $"drift {device}");
        steps.Add(new LoadStep(long.MinValue, loadGrams, CellPlan.CreepFraction * loadGrams));
    }

    /// <summary>The load changes at an instant; changes come in time order.</summary>
    public void Load(long ms, double grams) => steps.Add(new LoadStep(ms, grams, Creep(steps[^1], ms)));

    /// <summary>The signal at an instant before rounding, with the hand's force on top of the load.</summary>
    public double Signal(long ms, double force)
    {
        var step = StepAt(ms);
        return step.Grams + Creep(step, ms) + Drift(ms) + force + (plan.NoiseSdGrams * noise.At(ms).Gaussian());
    }

    /// <summary>A draw of this instant for the hand's tremor, apart from the noise.</summary>
    public double Tremor(long ms) => noise.At(-1 - ms).Gaussian();

    private static double Creep(LoadStep step, long ms)
    {
        var target = CellPlan.CreepFraction * step.Grams;
        return step.FromMs == long.MinValue ? target : target + ((step.CreepGrams - target) * Math.Exp((step.FromMs - ms) / (1000 * CreepSeconds)));
    }

    private double Drift(long ms)
    {
        if (ms <= 0)
        {
            return 0;
        }

        var (slot, into) = Math.DivRem(ms, DriftStepMs);
        var sd = CellPlan.DriftGramsPerSqrtHour * Math.Sqrt(DriftStepMs / 3_600_000.0);
        while (walk.Count <= slot + 1)
        {
            walk.Add(walk[^1] + (sd * drift.At(walk.Count).Gaussian()));
        }

        var share = into / (double)DriftStepMs;
        return (walk[(int)slot] * (1 - share)) + (walk[(int)slot + 1] * share);
    }

    private LoadStep StepAt(long ms)
    {
        var (low, high) = (0, steps.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = steps[middle].FromMs <= ms ? (middle, high) : (low, middle - 1);
        }

        return steps[low];
    }

    /// <summary>The load from an instant on, and how far the cell had crept when it came.</summary>
    private readonly record struct LoadStep(long FromMs, double Grams, double CreepGrams);
}
