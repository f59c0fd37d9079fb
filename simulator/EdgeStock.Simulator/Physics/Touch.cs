namespace EdgeStock.Simulator.Physics;

/// <summary>Why goods entered or left a bin.</summary>
internal enum MoveKind
{
    /// <summary>Taken for use.</summary>
    Pick,

    /// <summary>New goods from the supplier.</summary>
    Restock,

    /// <summary>Taken, not used, put back.</summary>
    Return,
}

/// <summary>A hand in a bin: the platform feels it from start to end, and the goods change hands at <paramref name="ItemMs"/> between the two.</summary>
/// <param name="StartMs">Milliseconds since t0.</param>
/// <param name="EndMs">Milliseconds since t0.</param>
/// <param name="ItemMs">Milliseconds since t0.</param>
/// <param name="PressGrams">How hard the hand presses at most.</param>
internal readonly record struct Touch(long StartMs, long EndMs, long ItemMs, double PressGrams)
{
    /// <summary>How long after the contact the platform still rings, and an indicator calls it dynamic.</summary>
    public const long SettleMs = 500;

    private const double RingSeconds = 0.12;
    private const double RingHertz = 9;
    private const double RingShare = 0.15;

    /// <summary>True while an indicator would not yet call the weight stable.</summary>
    public bool IsFelt(long ms) => ms >= StartMs && ms <= EndMs + SettleMs;

    /// <summary>Force of the hand, then the ring of the platform, in grams.</summary>
    /// <param name="ms">Milliseconds since t0.</param>
    /// <param name="tremor">Normal draw of this instant: a hand is never still.</param>
    public double Force(long ms, double tremor)
    {
        if (!IsFelt(ms))
        {
            return 0;
        }

        if (ms <= EndMs)
        {
            var press = Math.Sin(Math.PI * (ms - StartMs) / Math.Max(1, EndMs - StartMs));
            return PressGrams * press * press * (1 + (0.02 * tremor));
        }

        var since = (ms - EndMs) / 1000.0;
        return -PressGrams * RingShare * Math.Exp(-since / RingSeconds) * Math.Cos(2 * Math.PI * RingHertz * since);
    }
}

/// <summary>Something that really happened, for the truth file.</summary>
/// <param name="AtMs">Milliseconds since t0.</param>
internal abstract record Happening(long AtMs);

/// <summary>Goods have entered or left a bin.</summary>
/// <param name="Delta">Pieces, negative when they left.</param>
internal sealed record Moved(long AtMs, string Bin, int Delta, MoveKind Kind) : Happening(AtMs);

/// <summary>A tag is in a zone from now on; null when it left the storeroom.</summary>
internal sealed record TagMoved(long AtMs, string Epc, string? Zone) : Happening(AtMs);
