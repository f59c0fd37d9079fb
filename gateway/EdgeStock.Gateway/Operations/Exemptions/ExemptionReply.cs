using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;

namespace EdgeStock.Gateway.Operations;

/// <summary>An exemption, for programs and for the table.</summary>
/// <param name="Room">Null: in every storeroom of the gateway.</param>
/// <param name="Risk">Null while nobody has assessed it.</param>
/// <param name="State"><c>inForce</c>, <c>reviewDue</c> (within 30 days), <c>reviewOverdue</c>, <c>over</c> (its last day has passed) or <c>ended</c>.</param>
/// <param name="Reviewed">When it was last looked at; null for never.</param>
/// <param name="History">What became of it, step by step; null when it was not asked for.</param>
internal sealed record ExemptionReply(
    string Id, string Article, string? Room, string Reason, string Text, RiskReply? Risk, IReadOnlyList<string> Measures, double TargetDays,
    string DecidedBy, DateOnly DecidedOn, DateOnly? ValidUntil, DateOnly ReviewOn, string State, DateTimeOffset? Reviewed, IReadOnlyList<ExemptionStep>? History)
{
    /// <summary>Of an exemption as it stands; without a view it has ended.</summary>
    public static ExemptionReply Of(Exemption x, ExemptionView? view, DateOnly today, IReadOnlyList<ExemptionStep>? history = null) => new(
        x.Id, x.Article, x.Room, ExemptionWords.Of(x.Reason), x.Text, x.Risk is { } r ? new(r.Harm, ExemptionWords.Of(r.Likelihood), ExemptionWords.Of(r.Consequence)) : null, x.Measures, x.TargetDays,
        x.DecidedBy, x.DecidedOn, x.ValidUntil, x.ReviewOn, view is null ? "ended" : StateOf(x.On(today)), view?.Reviewed, history);

    /// <summary>Its state in words.</summary>
    public string Said()
    {
        var state = State switch
        {
            "ended" => "ended",
            "over" => $"over since {Today.Text(ValidUntil)}",
            "reviewOverdue" => $"OVERDUE since {Today.Text(ReviewOn)}",
            "reviewDue" => $"review due by {Today.Text(ReviewOn)}",
            _ => "in force",
        };
        return Risk is null ? $"{state}, NO RISK ASSESSMENT" : state;
    }

    private static string StateOf(ExemptionStanding standing) => standing switch
    {
        ExemptionStanding.ReviewDue => "reviewDue",
        ExemptionStanding.ReviewOverdue => "reviewOverdue",
        ExemptionStanding.Over => "over",
        _ => "inForce",
    };
}

/// <summary>A risk assessment: what can happen, how likely and how grave.</summary>
internal sealed record RiskReply(string Harm, string Likelihood, string Consequence);
