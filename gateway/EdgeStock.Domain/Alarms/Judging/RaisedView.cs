namespace EdgeStock.Domain;

/// <summary>One time that an alarm asked for attention.</summary>
/// <param name="Onset">When it began to be wrong.</param>
/// <param name="RaisedAt">When it first asked.</param>
/// <param name="False">What was judged last; null: nobody has.</param>
public sealed record RaisedAlarm(DateTimeOffset Onset, DateTimeOffset RaisedAt, bool? False);

/// <summary>The last times that an alarm asked for attention, oldest first: what can be judged.</summary>
public sealed record RaisedView(string Alarm, IReadOnlyList<RaisedAlarm> Times, long Seq)
{
    /// <summary>So many are kept of each alarm; the ledger has all.</summary>
    internal const int Most = 50;
}
