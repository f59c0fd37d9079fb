namespace EdgeStock.Ledger.Evidence;

/// <summary>Holds the minutes that stand behind an hour's entry against what that entry sealed: all of them, or none.</summary>
internal sealed class HourSum
{
    private SealedHour? hour;
    private string hash = "";
    private int minutes;

    /// <summary>Hours whose minutes are there.</summary>
    public int With { get; private set; }

    /// <summary>Hours whose minutes are not told.</summary>
    public int Without { get; private set; }

    /// <summary>An entry came; null when it seals no hour.</summary>
    public void Begin(SealedHour? next) => (hour, hash, minutes) = (next, "", 0);

    /// <exception cref="EvidenceException">The minute is not of this hour.</exception>
    public void Take(EvidenceMinute minute)
    {
        if (hour is null || minute.Point != hour.Point || minute.Start < hour.Start || minute.Start >= hour.Start + SealedHour.Seconds)
        {
            throw new EvidenceException("the minute does not belong to the entry before it");
        }

        hash = EvidenceText.Next(hash, minute);
        minutes++;
    }

    /// <summary>The hour's minutes have ended.</summary>
    /// <exception cref="EvidenceException">They are not those that were sealed.</exception>
    public void Settle()
    {
        if (hour is { Minutes: > 0 } && minutes == 0)
        {
            Without++;
        }
        else if (hour is not null && minutes > 0)
        {
            With = minutes == hour.Minutes && hash == hour.Hash ? With + 1 : throw new EvidenceException($"the {minutes} minutes before it are not the {hour.Minutes} that the hour's entry sealed");
        }

        hour = null;
    }
}
