using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>A step in the life of an exemption, as the ledger tells it.</summary>
/// <param name="What"><c>granted</c>, <c>reworded</c>, <c>reviewed</c>, <c>reminded</c> or <c>ended</c>.</param>
/// <param name="By">Pseudonym of who entered it; null where time did it.</param>
/// <param name="Name">Who that is; null where nobody knows, or the name was erased.</param>
/// <param name="DecidedBy">The function that decided, of a step that is a decision.</param>
/// <param name="Text">What was said of it.</param>
/// <param name="Changes">Fields that differ from the step before.</param>
internal sealed record ExemptionStep(long Entry, DateTimeOffset At, string What, string? By, string? Name, string? DecidedBy, string? Text, IReadOnlyList<FieldChange> Changes);

/// <summary>The life of an exemption.</summary>
/// <param name="Last">As it was worded last; null where the ledger knows no such one.</param>
internal sealed record ExemptionHistory(IReadOnlyList<ExemptionStep> Steps, Exemption? Last)
{
    /// <summary>Reads it from the ledger's entries.</summary>
    public static ExemptionHistory Read(string data, string id)
    {
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        return ledger.AtOneInstant(() => Of(ledger.About("exemption", id), ledger.People()));
    }

    /// <summary>Makes it of entries, in their order.</summary>
    public static ExemptionHistory Of(IEnumerable<LedgerEntry> entries, IReadOnlyList<Person> people)
    {
        var (steps, now, ended) = (new List<ExemptionStep>(), (Exemption?)null, false);
        foreach (var entry in entries)
        {
            switch (EventCodec.Decode(entry))
            {
                case ExemptionGranted g:
                    Add(entry, now is null || ended ? "granted" : "reworded", g.By, g.Exemption.DecidedBy, null, Changes(ended ? null : now, g.Exemption));
                    (now, ended) = (g.Exemption, false);
                    break;
                case ExemptionReviewed r when now is { } before:
                    now = before with { ReviewOn = r.ReviewOn, ValidUntil = r.ValidUntil };
                    Add(entry, "reviewed", r.By, null, r.Text, Changes(before, now));
                    break;
                case ExemptionReviewDue d:
                    Add(entry, "reminded", null, null, d.Overdue ? $"its review of {Today.Text(d.ReviewOn)} is overdue" : $"its review is due on {Today.Text(d.ReviewOn)}", []);
                    break;
                case ExemptionEnded e:
                    Add(entry, "ended", e.By, null, e.Text, []);
                    ended = true;
                    break;
                default:
                    break;
            }
        }

        return new(steps, now);

        void Add(LedgerEntry entry, string what, string? by, string? decidedBy, string? text, IReadOnlyList<FieldChange> changes) =>
            steps.Add(new(entry.Seq, entry.Occurred, what, by, people.FirstOrDefault(p => p.Pseudonym == by)?.Name, decidedBy, text, changes));
    }

    /// <summary>What a person reads.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var step in Steps)
        {
            var who = step.By is null ? "by itself" : $"by {step.By}{(step.Name is { } name ? $" ({name})" : "")}";
            yield return $"{step.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC  {step.What} {who}{(step.DecidedBy is { } d ? $", decided by {d}" : "")}, entry {step.Entry}{(step.Text is { } text ? $": {text}" : "")}";
            foreach (var change in step.Changes)
            {
                yield return $"    {change}";
            }
        }
    }

    private static IReadOnlyList<FieldChange> Changes(Exemption? old, Exemption now)
    {
        var before = old is null ? null : Said(old).ToDictionary(f => f.Field, f => f.Value);
        return [.. Said(now).Select(f => new FieldChange(f.Field, before?[f.Field], f.Value)).Where(f => f.Old != f.New)];
    }

    private static IEnumerable<(string Field, string? Value)> Said(Exemption x) =>
    [
        ("article", x.Article), ("room", x.Room), ("reason", ExemptionWords.Of(x.Reason)), ("text", x.Text), ("harm", x.Risk?.Harm), ("likelihood", x.Risk is { } r ? ExemptionWords.Of(r.Likelihood) : null),
        ("consequence", x.Risk is { } c ? ExemptionWords.Of(c.Consequence) : null), ("measures", x.Measures.Count == 0 ? null : string.Join("; ", x.Measures)), ("target_days", x.TargetDays.ToString(CultureInfo.InvariantCulture)),
        ("decided_by", x.DecidedBy), ("decided_on", Today.Text(x.DecidedOn)), ("valid_until", x.ValidUntil is { } until ? Today.Text(until) : null), ("review_on", Today.Text(x.ReviewOn)),
    ];
}
