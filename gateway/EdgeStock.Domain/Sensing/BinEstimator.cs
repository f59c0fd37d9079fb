namespace EdgeStock.Domain;

/// <summary>What a bin's estimator must remember over a restart.</summary>
/// <param name="Window">Recent weights in grams, oldest first, with their times in unix milliseconds.</param>
/// <param name="Count">Count last said; null before the first.</param>
/// <param name="Bias">Weight in grams that the level carries beside tare and pieces: lot, drift, temperature.</param>
/// <param name="Rebased">The scale's zero, calibration or place changed: the next level at rest says what the bias is, the count stands.</param>
public sealed record BinMemory(
    IReadOnlyList<long> Times, IReadOnlyList<double> Window, int? Count, double Bias,
    BinCondition Condition, int LiftedSamples, DateTimeOffset? RestlessSince, DateTimeOffset? OddSince, long Refused, bool Rebased = false)
{
    /// <summary>Before the first sample.</summary>
    public static BinMemory Empty { get; } = new([], [], null, 0, BinCondition.Ok, 0, null, null, 0);

    /// <summary>The goods are the same, but their weights mean something else from now on.</summary>
    public BinMemory Rebase() => this with { Times = [], Window = [], LiftedSamples = 0, RestlessSince = null, OddSince = null, Rebased = true };
}

/// <summary>
/// Weight to count, the simple way: when the last 1.2 seconds agree, the median of them less tare is rounded to pieces, with a band
/// around the present count that noise cannot cross. The level's residual is followed slowly, so that drift does not become a piece.
/// Part of the pure core: <see cref="Observe"/> takes a sample, <see cref="Decide"/> says what happened.
/// </summary>
internal sealed class BinEstimator
{
    private const int MinimumSamples = 3;
    private static readonly TimeSpan WindowLength = TimeSpan.FromSeconds(1.2);
    private static readonly TimeSpan RestlessLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan OddLimit = TimeSpan.FromSeconds(5);

    /// <summary>Beyond this the host's clock was set; below it the sample is late.</summary>
    private static readonly TimeSpan ClockStep = TimeSpan.FromMinutes(1);

    private readonly Bin bin;
    private readonly Queue<(DateTimeOffset At, double Grams)> window = new();
    private readonly double unit;
    private readonly double tolerance;
    private DateTimeOffset lastAt;
    private int? count;
    private double bias;
    private BinCondition condition;
    private int liftedSamples;
    private DateTimeOffset? restlessSince;
    private DateTimeOffset? oddSince;
    private long refused;
    private bool rebased;

    public BinEstimator(Bin bin, BinMemory memory)
    {
        this.bin = bin;
        unit = bin.Article.UnitWeight.Value;
        tolerance = Math.Max((7 * bin.Cell.Noise.Value) + (2 * bin.Cell.Resolution.Value), 0.1 * unit);
        for (var i = 0; i < memory.Times.Count; i++)
        {
            lastAt = DateTimeOffset.FromUnixTimeMilliseconds(memory.Times[i]);
            window.Enqueue((lastAt, memory.Window[i]));
        }

        (count, bias, condition, liftedSamples, restlessSince, oddSince, refused, rebased) =
            (memory.Count, memory.Bias, memory.Condition, memory.LiftedSamples, memory.RestlessSince, memory.OddSince, memory.Refused, memory.Rebased);
    }

    /// <summary>Weights that were late, came again, or that no load can cause.</summary>
    public long Refused => refused;

    /// <summary>More than this beside whole pieces is another piece, not a bias.</summary>
    private double MostBias => 0.45 * unit;

    /// <summary>Something changed since <see cref="Save"/>.</summary>
    public bool Changed { get; private set; }

    public BinMemory Save()
    {
        Changed = false;
        return new([.. window.Select(s => s.At.ToUnixTimeMilliseconds())], [.. window.Select(s => s.Grams)], count, bias, condition, liftedSamples, restlessSince, oddSince, refused, rebased);
    }

    /// <summary>
    /// Takes one weight. A late one (up to a minute), one that came before and one that no load can cause are refused and counted;
    /// a larger step back means the host's clock was set.
    /// </summary>
    /// <returns>False when it was refused: then it decides nothing.</returns>
    public bool Observe(BinWeighed sample)
    {
        Changed = true;
        var fullScale = bin.Cell.FullScale.Value;
        if (sample.State == ScaleState.Weighed && fullScale > 0 && (sample.Gross.Value < -0.06 * fullScale || sample.Gross.Value > 1.15 * fullScale))
        {
            refused++;
            return false;
        }

        var repeated = sample.At == lastAt && sample.State == ScaleState.Weighed;
        if (window.Count > 0 && (sample.At < lastAt || repeated))
        {
            if (lastAt - sample.At < ClockStep)
            {
                refused++;
                return false;
            }

            BeginAnew();
        }

        lastAt = sample.At;
        if (sample.State != ScaleState.Weighed)
        {
            BeginAnew();
            return true;
        }

        var lifted = bin.Tare.Value > 0 && sample.Gross.Value < 0.35 * bin.Tare.Value;
        liftedSamples = lifted ? liftedSamples + 1 : 0;
        if (lifted)
        {
            BeginAnew();
            return true;
        }

        window.Enqueue((sample.At, sample.Gross.Value));
        while (window.Count > MinimumSamples && sample.At - window.Peek().At > WindowLength)
        {
            window.Dequeue();
        }

        return true;
    }

    /// <summary>The scale was set to zero: see <see cref="BinMemory.Rebase"/>.</summary>
    public void Rebase()
    {
        BeginAnew();
        (liftedSamples, rebased, Changed) = (0, true, true);
    }

    /// <summary>Somebody counted what lies in the bin: that is the count, and the next weight at rest says what the level carries beside it.</summary>
    public void Count(int pieces, DateTimeOffset at, List<StoreroomEvent> events)
    {
        Rebase();
        count = pieces;
        events.Add(new StockCounted(at, bin.Room, bin.Id, bin.Article.Id, pieces, pieces, pieces, 1));
    }

    /// <summary>Says what the last sample settled.</summary>
    public void Decide(BinWeighed sample, List<StoreroomEvent> events)
    {
        if (sample.State != ScaleState.Weighed)
        {
            // An underload means that even the platform's own zero load is missing: to a storeroom the bin is off its scale.
            Become(
                sample.State switch { ScaleState.Overload => BinCondition.Overload, ScaleState.Uncalibrated => BinCondition.Uncalibrated, _ => BinCondition.Lifted },
                sample.At,
                events);
            return;
        }

        if (liftedSamples > 0)
        {
            if (liftedSamples >= 2)
            {
                Become(BinCondition.Lifted, sample.At, events);
            }

            return;
        }

        if (window.Count < MinimumSamples)
        {
            return;
        }

        var (low, high) = (window.Min(s => s.Grams), window.Max(s => s.Grams));
        if (high - low > tolerance)
        {
            restlessSince ??= sample.At;
            if (sample.At - restlessSince > RestlessLimit)
            {
                Become(BinCondition.Unsettled, sample.At, events);
            }

            return;
        }

        restlessSince = null;
        Settle(Median(), sample.At, events);
    }

    /// <summary>What was seen before says nothing of what comes now.</summary>
    private void BeginAnew()
    {
        window.Clear();
        restlessSince = oddSince = null;
    }

    private void Settle(double gross, DateTimeOffset now, List<StoreroomEvent> events)
    {
        if (count is null)
        {
            Begin(gross, now, events);
            return;
        }

        var before = count.Value;
        if (rebased)
        {
            // What the level carried before says nothing now; within a piece the count stands, beyond it goods moved meanwhile.
            rebased = false;
            var rest = gross - bin.Tare.Value - (before * unit);
            bias = Math.Abs(rest) < unit ? Math.Clamp(rest, -MostBias, MostBias) : 0;
        }

        var pieces = (gross - bin.Tare.Value - bias) / unit;
        var nearest = Math.Max(0, (int)Math.Round(pieces, MidpointRounding.AwayFromZero));
        var moved = Math.Abs(nearest - before) * bin.Article.UnitSpread.Value / unit;
        if (Math.Abs(pieces - nearest) > Math.Max(0.3, Math.Min(0.45, 2 * moved)) && Math.Abs(pieces - before) > 0.3)
        {
            oddSince ??= now;
            if (now - oddSince >= OddLimit)
            {
                Become(BinCondition.Foreign, now, events);
            }

            return;
        }

        oddSince = null;
        var spread = Spread(nearest);
        var confidence = Confidence(spread);
        if (nearest != before && Math.Abs(pieces - before) > 0.6)
        {
            count = nearest;
            var (low, high) = Interval(nearest, spread);
            var at = window.Peek().At;
            events.Add(nearest < before
                ? new StockTaken(at, bin.Room, bin.Id, bin.Article.Id, before - nearest, nearest, low, high, confidence)
                : new StockAdded(at, bin.Room, bin.Id, bin.Article.Id, nearest - before, nearest, low, high, confidence));

            // The pieces that moved were not all of mean weight: the level now carries the difference.
            bias = Math.Clamp(bias + ((pieces - nearest) * unit), -MostBias, MostBias);
        }
        else
        {
            bias = Math.Clamp(bias + (0.02 * (pieces - before) * unit), -MostBias, MostBias);
        }

        Become(confidence < 0.6 ? BinCondition.Uncountable : BinCondition.Ok, now, events);
    }

    /// <summary>
    /// The first count. Where nobody has counted by hand, the nearest whole number stands, and what is left over (lot, zero) becomes the
    /// level's bias; a large rest leaves the neighbour almost as likely, and the interval says so.
    /// </summary>
    private void Begin(double gross, DateTimeOffset now, List<StoreroomEvent> events)
    {
        var pieces = (gross - bin.Tare.Value) / unit;
        var nearest = Math.Max(0, (int)Math.Round(pieces, MidpointRounding.AwayFromZero));
        count = bin.InitialCount is { } installed && Math.Abs(pieces - installed) < 1 ? installed : nearest;
        var rest = pieces - count.Value;
        bias = Math.Clamp(rest * unit, -MostBias, MostBias);
        rebased = false;

        var spread = Math.Max(Spread(count.Value), 0.1);
        var (low, high) = Interval(count.Value, Spread(count.Value));
        var confidence = bin.InitialCount == count ? Confidence(Spread(count.Value)) : Math.Round(Nearer(rest, spread), 4);
        if (confidence < 0.95)
        {
            (low, high) = rest > 0 ? (low, Math.Max(high, count.Value + 1)) : (Math.Max(0, Math.Min(low, count.Value - 1)), high);
        }

        events.Add(new StockCounted(now, bin.Room, bin.Id, bin.Article.Id, count.Value, low, high, confidence));
        Become(confidence < 0.6 ? BinCondition.Uncountable : BinCondition.Ok, now, events);
    }

    private void Become(BinCondition next, DateTimeOffset at, List<StoreroomEvent> events)
    {
        if (next != condition)
        {
            condition = next;
            events.Add(new BinConditionChanged(at, bin.Room, bin.Id, next));
        }
    }

    private double Median()
    {
        var sorted = window.Select(s => s.Grams).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Standard deviation of the level in pieces when n pieces lie there: item spread, lot spread, and the cell's noise.</summary>
    private double Spread(int n)
    {
        var item = bin.Article.UnitSpread.Value / unit;
        var lot = bin.Article.LotSpread.Value / unit;
        var noise = bin.Cell.Noise.Value / unit;
        return Math.Sqrt((n * item * item) + (n * lot * n * lot) + (noise * noise / MinimumSamples));
    }

    private (int Low, int High) Interval(int n, double spread)
    {
        var reach = (int)Math.Floor((1.96 * spread) + 0.5);
        var high = n + reach;
        return (Math.Max(0, n - reach), bin.Capacity > 0 ? Math.Max(n, Math.Min(high, bin.Capacity)) : high);
    }

    /// <summary>
    /// Probability that this count is true and not its neighbour, when so much is left over. The two likelihoods are divided before they are
    /// made: far from both counts each alone would be nought.
    /// </summary>
    private static double Nearer(double rest, double spread) => 1 / (1 + Math.Exp(((2 * Math.Abs(rest)) - 1) / (2 * spread * spread)));

    /// <summary>Probability that a normal error of this spread stays within half a piece.</summary>
    private static double Confidence(double spread) => Math.Round(spread <= 0 ? 1 : Normal.Within(0.5 / spread), 4);
}
