namespace EdgeStock.Domain;

/// <summary>A lot that must not be opened yet. Made of events alone.</summary>
/// <param name="Since">When the wait began.</param>
/// <param name="Until">Not before this.</param>
/// <param name="At">When it was reckoned; the figures are of then.</param>
/// <param name="PackTemp">In °C.</param>
/// <param name="Tau">In minutes.</param>
/// <param name="Margin">In K.</param>
/// <param name="RoomTemp">In °C.</param>
/// <param name="Seq">Ledger entry that last changed it.</param>
public sealed record AcclimatisingView(
    string Room, string Article, string? Lot, DateOnly? Expiry, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset At, double PackTemp, double Tau, double Margin, double RoomTemp, double? DewPoint, long Seq)
{
    /// <summary>Its key among the read models.</summary>
    public static string Key(LotEvent e) => FormattableString.Invariant($"{e.Room}/{e.Article}/{e.Expiry:yyyy-MM-dd}/{e.Lot}");

    /// <summary>What its pack has come to, by Newton's law; the colder of two room temperatures is the one that warms it.</summary>
    public double PackAt(DateTimeOffset instant, double roomNow)
    {
        var (room, minutes) = (Math.Min(RoomTemp, roomNow), Math.Max(0, (instant - At).TotalMinutes));
        return room <= PackTemp ? PackTemp : room + ((PackTemp - room) * Math.Exp(-minutes / Tau));
    }
}
