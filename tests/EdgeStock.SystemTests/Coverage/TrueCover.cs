namespace EdgeStock.SystemTests.Coverage;

/// <summary>
/// Days until demand can first not be met, lived through day by day with the true lots and the true expected demand of each weekday. Written
/// apart from the domain's reckoning, which it judges.
/// </summary>
internal static class TrueCover
{
    /// <summary>Nobody looks further.</summary>
    public const int Horizon = 365;

    /// <param name="today">The first day on which something is used.</param>
    /// <returns>Whole days that are met, and the part that is met of the next; at most a year.</returns>
    public static double Days(TrueArticle article, IEnumerable<TrueLot> lots, DateOnly today)
    {
        var left = lots.Where(l => l.State == "usable").OrderBy(l => l.Expiry ?? DateOnly.MaxValue).Select(l => (l.Expiry, Pieces: (double)l.Pieces)).ToList();
        for (var n = 0; n < Horizon; n++)
        {
            var day = today.AddDays(n);
            left.RemoveAll(l => l.Expiry < day);
            var asked = article.Expected(day);
            var wanted = asked;
            while (wanted > 1e-9 && left.Count > 0)
            {
                var used = Math.Min(wanted, left[0].Pieces);
                wanted -= used;
                left[0] = (left[0].Expiry, left[0].Pieces - used);
                if (left[0].Pieces <= 1e-9)
                {
                    left.RemoveAt(0);
                }
            }

            if (wanted > 1e-9)
            {
                return n + ((asked - wanted) / asked);
            }
        }

        return Horizon;
    }
}
