using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Reports;

/// <summary>Says the parts of an excursion's report in a language: instants on the site's clocks, figures with units, entries as sentences.</summary>
internal sealed class ExcursionSpeech(ExcursionReport report, ReportLanguage language)
{
    private readonly ClockText clock = new(report.TimeZone);

    /// <summary>What is said.</summary>
    public ExcursionReport Report => report;

    /// <summary>In which language.</summary>
    public ReportLanguage Language => language;

    /// <summary>The words.</summary>
    public ExcursionWords Words { get; } = ExcursionWords.In(language);

    /// <summary>How numbers are written.</summary>
    public NumberFormatInfo Numbers => language.Numbers;

    /// <summary>An instant on the site's clock, to the minute.</summary>
    public string Minute(DateTimeOffset? at) => clock.Minute(at);

    /// <summary>The same to the second.</summary>
    public string Second(DateTimeOffset at) => clock.Second(at);

    /// <summary>A measured value with its unit.</summary>
    public string Value(double? value) => value is { } v ? $"{v.ToString("0.0##", language.Numbers)}\u00a0{report.Subject.Unit}" : "–";

    /// <summary>A temperature.</summary>
    public string Celsius(double? value) => value is { } v ? $"{v.ToString("0.00", language.Numbers)}\u00a0°C" : "–";

    /// <summary>A deadband is a difference.</summary>
    public string Difference(double? value) => value is { } v ? $"{v.ToString("0.0##", language.Numbers)}\u00a0{(report.Subject.Quantity == Quantity.Temperature ? "K" : "%")}" : "–";

    /// <summary>Seconds of a delay, as minutes.</summary>
    public string Delay(double seconds) => $"{(seconds / 60).ToString("0.##", language.Numbers)}\u00a0{Words.Minutes}";

    /// <summary>What was beyond which limit, in a few words.</summary>
    public string Headline() => ClimateHeadline.Of(report.Excursion, report.Subject.Quantity, Words);

    /// <summary>The alarm's limit with its side.</summary>
    public string Limit() => $"{(report.Subject.Minutes.Side == ClimateState.High ? Words.Above : Words.Below)} {Value(report.Excursion.Limits.Limit)}";

    /// <summary>Over which time the mean kinetic temperature is taken.</summary>
    public string Window(TimeSpan length) => length.TotalDays > 1 ? $"{length.TotalDays:0} {Words.Days}" : $"{length.TotalHours:0} {Words.Hours}";

    /// <summary>The mean kinetic temperature against its limit.</summary>
    public string Verdict(KineticVerdict verdict) => verdict switch { KineticVerdict.Within => Words.VerdictWithin, KineticVerdict.Exceeded => Words.VerdictExceeded, _ => Words.VerdictUnknown };

    /// <summary>What is left of the budget.</summary>
    public string Budget(BudgetLeft budget) => budget switch
    {
        { AtLeast: null } => Words.BudgetEndless,
        { AtLeast: { } least, AtMost: null } => $"{Words.BudgetAtLeast} {language.Number(least, 1)} {Words.Hours}",
        { AtLeast: { } least, AtMost: { } most } when most - least < 0.05 => $"{language.Number(least, 1)} {Words.Hours}",
        _ => $"{language.Number(budget.AtLeast, 1)}–{language.Number(budget.AtMost, 1)} {Words.Hours}",
    };

    /// <summary>A state of the alarm.</summary>
    public string State(AlarmState state) => state switch
    {
        AlarmState.Normal => Words.StateNormal,
        AlarmState.Pending => Words.StatePending,
        AlarmState.Unacknowledged => Words.StateUnacknowledged,
        AlarmState.Acknowledged => Words.StateAcknowledged,
        AlarmState.ReturnedUnacknowledged => Words.StateReturned,
        AlarmState.Shelved => Words.StateShelved,
        AlarmState.Suppressed => Words.StateSuppressed,
        _ => Words.StateOut,
    };

    /// <summary>How grave it is.</summary>
    public string Severity(AlarmSeverity severity) => severity switch { AlarmSeverity.High => Words.SeverityHigh, AlarmSeverity.Medium => Words.SeverityMedium, _ => Words.SeverityLow };

    /// <summary>A decision.</summary>
    public string Decision(LotDecision decision) => decision switch { LotDecision.Release => Words.Released, LotDecision.Quarantine => Words.Quarantine, _ => Words.Discard };

    /// <summary>Who is behind a pseudonym, as far as the ledger still knows; the gateway itself where there is none.</summary>
    public string Person(string? pseudonym) => pseudonym is null ? Words.Gateway
        : report.People.FirstOrDefault(p => p.Pseudonym == pseudonym) is not { } person ? $"{pseudonym} ({Words.NobodyKnown})"
        : person.Erased is { } erased ? $"{pseudonym} ({Words.Erased} {clock.Day(erased)})"
        : $"{person.Name ?? person.Account ?? Words.NobodyKnown} ({pseudonym})";

    /// <summary>A lot in words.</summary>
    public string Lot(string article, string? lot) => $"{report.Lots.FirstOrDefault(l => l.Article == article)?.Name ?? article} {lot ?? Words.LotUnknown}";

    /// <summary>What an entry tells.</summary>
    public string Sentence(LedgerEntry entry, StoreroomEvent e) => e switch
    {
        AlarmChanged x => $"{Change(entry, x)}{Figures(x)}",
        AlarmEscalated x => $"{Words.Escalated} {x.Level.ToString(CultureInfo.InvariantCulture)}",
        AlarmAcknowledged x => $"{Words.Acknowledged}. {Words.Reason}: {x.Reason}. {Words.Action}: {x.Action}",
        AlarmConfirmed x => $"{Words.Confirmed}: {x.Action}",
        AlarmShelved x => $"{Words.Shelved} {Words.Until} {Minute(x.Until)}: {x.Reason}",
        AlarmUnshelved => Words.Unshelved,
        AlarmSuppressed x => $"{Words.Suppressed}{(x.Until is { } until ? $" {Words.Until} {Minute(until)}" : "")}: {x.Reason}",
        AlarmUnsuppressed => Words.Unsuppressed,
        AlarmTakenOut x => $"{Words.TakenOut}: {x.Reason}",
        AlarmPutBack => Words.PutBack,
        AlarmWithdrawn => Words.Withdrawn,
        ExcursionLots x => $"{Words.LotsTold}: {string.Join(", ", x.Lots.Select(l => Lot(l.Article, l.Lot)))}",
        ExcursionEnded x => $"{Words.LotsEnded}: {x.Lots.Count.ToString(CultureInfo.InvariantCulture)}",
        LotDecided x => $"{Words.LotDecided} {Lot(x.Article, x.Lot)}: {Decision(x.Decision)}. {Words.Reason}: {x.Reason}",
        NotificationDue x => $"{Words.Told} {(x.Step == 0 ? Words.ThatItIsOver : $"({Words.Step} {x.Step.ToString(CultureInfo.InvariantCulture)})")}: {string.Join(", ", x.To.Select(t => $"{t.Recipient} ({t.Channel})"))}",
        NotificationSent x => $"{Words.MessageSent}: {x.Recipient} ({x.Channel})",
        NotificationFailed x => $"{(x.GivenUp ? Words.MessageGivenUp : Words.MessageFailed)}: {x.Recipient} ({x.Channel}): {x.Reason}",
        NotificationWithheld x => $"{Words.MessageWithheld}: {x.Reason}",
        _ => entry.Kind,
    };

    private string Change(LedgerEntry entry, AlarmChanged x) => x.Condition switch
    {
        AlarmCondition.Pending => Words.Broken,
        AlarmCondition.Standing when entry.Seq == report.Excursion.Seq => Words.Stood,
        AlarmCondition.Standing when x.Was == AlarmState.Acknowledged => Words.Again,
        AlarmCondition.Standing => Words.BeyondAgain,
        AlarmCondition.Returning => Words.Returning,
        _ => Words.Clear,
    };

    private string Figures(AlarmChanged x) => x.Value is { } value ? $" ({Words.Value} {Value(value)}{(x.Peak is { } peak && peak != value ? $", {Words.Furthest} {Value(peak)}" : "")})" : "";
}
