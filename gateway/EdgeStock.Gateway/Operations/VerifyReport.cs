using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Ledger.Evidence;
using EdgeStock.Ledger.Proof;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Operations;

/// <summary>What a check found, for people and for programs.</summary>
internal static class VerifyReport
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(LedgerVerdict verdict)
    {
        var id = verdict.Identity;
        var ledger = string.Create(CultureInfo.InvariantCulture, $"ledger {id.Site}/{id.Gateway} epoch {id.Epoch}");
        var text = new StringBuilder();
        if (verdict.Holds)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"holds: {verdict.Entries} entries, head {verdict.Head.Seq} {verdict.Head.HexHash}, {ledger}");
        }
        else if (verdict.Findings.FirstInChain is { From: var broken } first)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"broken at entry {broken}: {first.Problem}");
            text.AppendLine(CultureInfo.InvariantCulture, $"{verdict.WholeEntries} entries before it hold, head {verdict.Whole.Seq} {verdict.Whole.HexHash}, {ledger}");
        }
        else
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"not good: {verdict.Findings.First[0]}");
            text.AppendLine(CultureInfo.InvariantCulture, $"the chain holds: {verdict.Entries} entries, head {verdict.Head.Seq} {verdict.Head.HexHash}, {ledger}");
        }

        foreach (var finding in verdict.Findings.First.Where(f => !ReferenceEquals(f, verdict.Findings.FirstInChain ?? verdict.Findings.First[0])))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"also {finding}");
        }

        if (!verdict.Holds)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"in all: {string.Join(", ", verdict.Findings.Totals.Select(t => $"{Words(t.Key)} {t.Value}"))}");
        }

        text.AppendLine(verdict.Last is { } last
            ? string.Create(CultureInfo.InvariantCulture, $"signed: {Count(verdict.Checkpoints, "checkpoint")}, the last of entry {last.Seq} at {LineCodec.Format(last.At)}, by key {string.Join(" and ", verdict.Signers)}")
            : "signed: nothing; the gateway signs with its first entry, once a day, and when it stops");
        text.AppendLine(CultureInfo.InvariantCulture, $"beside the chain: {Count(verdict.SiteFiles, "site file")}; climate hours: {verdict.Hours.Checked} with their minutes, {verdict.Hours.Thinned} whose minutes were kept for their time");
        text.AppendLine(verdict.Holds
            ? "next: compare the key with the fingerprint that was noted when the gateway was set up"
            : verdict.Findings.First.All(f => f.Part == FindingPart.Checkpoint)
                ? "next: keep this file as it is, and compare its keys with the fingerprints that were noted; backups carry the same signatures"
                : "next: keep this file as it is, and restore the newest backup that verifies");
        return text.ToString();
    }

    public static string Text(EvidenceVerdict verdict)
    {
        var text = new StringBuilder();
        if (!verdict.Holds)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"not good: {verdict.Problem}");
            text.AppendLine("next: ask for the file again, from whoever exported it; what it says cannot be relied on");
            return text.ToString();
        }

        var id = verdict.Ledger!;
        text.AppendLine(CultureInfo.InvariantCulture, $"holds: entries {verdict.First} to {verdict.Last}, recorded from {LineCodec.Format(verdict.From)} to {LineCodec.Format(verdict.To)}, ledger {id.Site}/{id.Gateway} epoch {id.Epoch}");
        text.AppendLine(CultureInfo.InvariantCulture, $"with {Count(verdict.SiteFiles, "site file")}, minutes of {verdict.HoursWithMinutes} climate hours ({verdict.HoursWithout} hours without), {verdict.Bridging} entries as digests up to the checkpoint");
        text.AppendLine(CultureInfo.InvariantCulture, $"signed: {Count(verdict.Checkpoints, "checkpoint")} and the file of {LineCodec.Format(verdict.Exported)}, by key {string.Join(" and ", verdict.Signers)}");
        text.AppendLine("next: compare the key with the fingerprint that was noted when the gateway was set up");
        return text.ToString();
    }

    public static string Json(LedgerVerdict verdict) => JsonSerializer.Serialize(
        new
        {
            Kind = "ledger",
            verdict.Holds,
            verdict.Identity.Site,
            verdict.Identity.Gateway,
            verdict.Identity.Epoch,
            verdict.Entries,
            Head = new { verdict.Head.Seq, Hash = verdict.Head.HexHash },
            Whole = new { verdict.Whole.Seq, Hash = verdict.Whole.HexHash },
            verdict.Checkpoints,
            LastCheckpoint = verdict.Last is { } last ? CheckpointReply.Of(last) : null,
            Keys = verdict.Signers,
            verdict.SiteFiles,
            Hours = new { verdict.Hours.Sealed, verdict.Hours.Checked, verdict.Hours.Thinned },
            Totals = verdict.Findings.Totals.ToDictionary(t => Words(t.Key), t => t.Value),
            Findings = verdict.Findings.First.Select(f => new { Part = Words(f.Part), f.From, f.To, f.Problem }),
        },
        Plain) + "\n";

    public static string Json(EvidenceVerdict verdict) => JsonSerializer.Serialize(
        new
        {
            Kind = "evidence",
            verdict.Holds,
            verdict.Ledger?.Site,
            verdict.Ledger?.Gateway,
            verdict.Ledger?.Epoch,
            verdict.First,
            verdict.Last,
            verdict.From,
            verdict.To,
            verdict.Exported,
            verdict.Bridging,
            verdict.HoursWithMinutes,
            verdict.HoursWithout,
            verdict.Checkpoints,
            verdict.SiteFiles,
            Keys = verdict.Signers,
            verdict.Problem,
        },
        Plain) + "\n";

    private static string Count(int number, string thing) => string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");

    private static string Words(FindingPart part) => part.ToString().ToLowerInvariant();
}
