using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;

namespace EdgeStock.Tests.Proof;

public sealed class LedgerVerifierTests : IDisposable
{
    private const string Unlock = """
        DROP TRIGGER entry_append_only_delete; DROP TRIGGER entry_append_only_update; DROP TRIGGER entry_gapless;
        DROP TRIGGER checkpoint_append_only_delete; DROP TRIGGER checkpoint_append_only_update; DROP TRIGGER signing_key_append_only_delete; DROP TRIGGER signing_key_append_only_update;
        DROP TRIGGER climate_minute_no_update;
        """;

    private readonly ProofBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void A_ledger_as_it_was_written_holds_with_all_that_stands_beside_it()
    {
        var verdict = bench.Filled().Verify(bench.Key.Id);

        Assert.Empty(verdict.Findings.First);
        Assert.Equal((20, 20, 20, 3, 20, 2), (verdict.Entries, verdict.Head.Seq, verdict.Whole.Seq, verdict.Checkpoints, verdict.Last!.Seq, verdict.SiteFiles));
        Assert.Equal([bench.Key.Id], verdict.Signers);
        Assert.Equal((3, 2, 1), (verdict.Hours.Sealed, verdict.Hours.Checked, verdict.Hours.Thinned));
    }

    [Fact]
    public void A_ledger_without_entries_or_checkpoints_holds()
    {
        bench.Ledger.Open().Dispose();

        Assert.True(bench.Verify().Holds);
    }

    [Fact]
    public void Each_of_several_changes_is_one_finding_and_the_walk_goes_on()
    {
        Assert.Equal(
            ["entry 3: its hash does not follow from its content and the entry before", "entry 9: its hash does not follow from its content and the entry before", "entry 18: its hash does not follow from its content and the entry before"],
            Found("UPDATE entry SET occurred = occurred + 1 WHERE seq IN (3, 9, 18)"));
        Assert.Equal((20, 2, 2), (bench.Verify().Entries, bench.Verify().Whole.Seq, bench.Verify().WholeEntries));
    }

    [Fact]
    public void A_changed_hash_is_found_where_it_stands_and_where_it_is_built_upon() => Assert.Equal(
        ["entry 3: its hash does not follow from its content and the entry before", "entry 4: its hash does not follow from its content and the entry before"],
        Found("UPDATE entry SET hash = zeroblob(32) WHERE seq = 3"));

    [Fact]
    public void Missing_entries_are_named_as_ranges_and_what_was_signed_among_them() => Assert.Equal(
        ["entry 3 is missing", "entries 14 to 17 are missing", "the checkpoint of entry 15: what it signs cannot be read"],
        Found("DELETE FROM entry WHERE seq = 3 OR seq BETWEEN 14 AND 17"));

    [Fact]
    public void An_entry_whose_instant_is_beyond_the_calendar_is_passed_over() =>
        Assert.Equal(["entry 4: it cannot be read: an instant lies beyond the calendar"], Found("UPDATE entry SET recorded = 9223372036854775807 WHERE seq = 4"));

    [Fact]
    public void A_cut_off_tail_is_known_from_the_checkpoint() =>
        Assert.Contains(Found("DELETE FROM entry WHERE seq > 17"), f => f.StartsWith("entries 18 to 20: are not there, but a checkpoint of 2026-03-02", StringComparison.Ordinal));

    [Fact]
    public void A_cut_off_tail_is_told_once_however_many_checkpoints_know_of_it() =>
        Assert.StartsWith("entries 11 to 20: ", Assert.Single(Found("DELETE FROM entry WHERE seq > 10"), f => f.Contains("a checkpoint of", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Theory]
    [InlineData("INSERT INTO outbox VALUES ('broker', 25)", "entries 21 to 25: are not there, but the broker acknowledged them")]
    [InlineData("""UPDATE projection SET body = '{"seq":22}' WHERE kind = 'bin'""", "entries 21 to 22: are not there, but the read models were made with them")]
    public void A_cut_off_tail_is_known_from_what_was_made_of_it(string sql, string finding) =>
        Assert.Equal([finding], Found(sql));

    [Theory]
    [InlineData("UPDATE checkpoint SET at = at + 1 WHERE seq = 15", "the checkpoint of entry 15: its signature does not belong to what it says")]
    [InlineData("UPDATE checkpoint SET at = 9223372036854775807 WHERE seq = 15", "the checkpoint of entry 15: its signature does not belong to what it says")]
    [InlineData("UPDATE checkpoint SET signature = x'00' WHERE seq = 15", "the checkpoint of entry 15: its signature does not belong to what it says")]
    [InlineData("UPDATE checkpoint SET key = 'ab' WHERE seq = 15", "the checkpoint of entry 15: its key ab is not kept here")]
    [InlineData("UPDATE signing_key SET pem = 'rubbish'", "the checkpoints: the key KEY is not what its fingerprint says")]
    [InlineData("UPDATE site_file SET text = text || ' ' WHERE hash = 'SITE2'", "the site file of entry 8: the text of SITE2 was changed")]
    [InlineData("DELETE FROM site_file WHERE hash = 'SITE2'", "the site file of entry 8: the text of SITE2 is not kept here")]
    [InlineData("UPDATE climate_minute SET t_mean = t_mean + 1 WHERE n = 4", "the hour of entry 7: the minutes of north from 2026-03-02 05:00Z: they are not as they were sealed")]
    [InlineData("INSERT INTO climate_minute SELECT minute, point, 5, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality FROM climate_minute WHERE n = 4", "the climate minutes: 1 minutes of north from 2026-03-02 05:00Z belong to no sealed hour")]
    [InlineData("UPDATE projection SET body = '{' WHERE kind = 'bin'", "the file: 2 saved read models are damaged: 'edgestock rebuild' compares them with the entries")]
    public void What_stands_beside_the_chain_is_held_against_it(string sql, string finding)
    {
        string Named(string text) => text.Replace("KEY", bench.Key.Id, StringComparison.Ordinal).Replace("SITE2", SiteFileCheck.HashOf(bench.SiteTexts[1]), StringComparison.Ordinal);

        Assert.Equal([Named(finding)], Found(Named(sql)));
    }

    [Fact]
    public void A_chain_that_was_written_anew_from_end_to_end_does_not_fit_what_was_signed()
    {
        bench.Filled();
        var rewritten = bench.Ledger.Read();
        var (head, sql) = (rewritten.Base, Unlock);
        foreach (var entry in rewritten.After(0, 100))
        {
            var forged = entry.Seq == 14 ? entry with { Subject = "store/bin-2" } : entry;
            head = new(entry.Seq, Chain.HashOf(head.Hash, forged));
            sql += FormattableString.Invariant($"UPDATE entry SET hash = x'{head.HexHash}', subject = '{forged.Subject}' WHERE seq = {entry.Seq};");
        }

        rewritten.Dispose();
        bench.Ledger.Tamper(sql);
        var verdict = bench.Verify();

        Assert.Null(verdict.Findings.FirstInChain);
        Assert.Equal(["the checkpoint of entry 15", "the checkpoint of entry 20"], verdict.Findings.First.Select(f => f.Where));
    }

    [Fact]
    public void Only_the_keys_that_were_given_may_have_signed()
    {
        var verdict = bench.Filled().Verify(new string('a', 64));

        Assert.Equal($"the checkpoints: 3 of 3 are signed by {bench.Key.Id}, which is not a key that was given", Assert.Single(verdict.Findings.First).ToString());
        bench.Ledger.Tamper($"{Unlock} DELETE FROM checkpoint");
        Assert.True(bench.Verify().Holds);
        Assert.Contains("signed nothing", Assert.Single(bench.Verify(bench.Key.Id).Findings.First).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_very_many_findings_the_first_are_named_and_all_are_counted()
    {
        bench.Ledger.Filled(3000).Tamper($"{Unlock} UPDATE entry SET occurred = occurred + 1 WHERE seq > 100; DELETE FROM entry WHERE seq BETWEEN 2001 AND 2100");

        var findings = bench.Verify().Findings;

        Assert.Equal(EdgeStock.Ledger.Proof.Findings.Most, findings.First.Count);
        Assert.Equal(101, findings.FirstInChain!.From);
        Assert.Equal((2799, 100), (findings.Totals[FindingPart.Entry], findings.Totals[FindingPart.Missing]));
    }

    private IEnumerable<string> Found(string sql)
    {
        bench.Filled().Ledger.Tamper(Unlock + sql);
        return [.. bench.Verify().Findings.First.Select(f => f.ToString())];
    }
}
