using System.Security.Cryptography;
using System.Text;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Evidence;

namespace EdgeStock.Tests.Proof;

public sealed class EvidenceTests : IDisposable
{
    private readonly ProofBench bench = new ProofBench().Filled();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void What_was_exported_holds_and_says_what_it_holds()
    {
        var verdict = ProofBench.Check(bench.Export(3, 12), bench.Key.Id);

        Assert.Null(verdict.Problem);
        Assert.Equal((3, 12, 3, 2, 1, 2, 2), (verdict.First, verdict.Last, verdict.Bridging, verdict.HoursWithMinutes, verdict.HoursWithout, verdict.Checkpoints, verdict.SiteFiles));
        Assert.Equal((ProofBench.At(3), ProofBench.At(13), ProofBench.At(30)), (verdict.From, verdict.To, verdict.Exported));
        Assert.Equal([bench.Key.Id], verdict.Signers);
    }

    [Theory]
    [InlineData(1, 20, 0)]
    [InlineData(1, 1, 5)]
    [InlineData(6, 6, 0)]
    [InlineData(7, 7, 8)]
    [InlineData(20, 20, 0)]
    public void Any_range_reaches_to_the_first_checkpoint_behind_it(int first, int last, long bridging)
    {
        var verdict = ProofBench.Check(bench.Export(first, last));

        Assert.Null(verdict.Problem);
        Assert.Equal((first, last, bridging), (verdict.First, verdict.Last, verdict.Bridging));
    }

    [Fact]
    public void The_lines_stand_in_the_documented_order()
    {
        var types = Lines(bench.Export(4, 9)).Select(l => l.Split('"')[3]);

        Assert.Equal(
            "evidence key site site entry entry minute minute minute entry checkpoint entry minute entry entry entry entry entry entry entry entry checkpoint end",
            string.Join(' ', types));
    }

    [Fact]
    public void The_payloads_are_told_as_they_are_stored_and_beyond_the_range_not_at_all()
    {
        using var reader = bench.Ledger.Read();
        var lines = Lines(bench.Export(9, 10)).Where(l => l.StartsWith("{\"type\":\"entry\"", StringComparison.Ordinal)).ToList();

        var stored = reader.After(8, 1)[0];
        Assert.Contains($"\"payload\":\"{Encoding.UTF8.GetString(stored.Payload).Replace("\"", "\\\"", StringComparison.Ordinal)}\",\"hash\":\"{Convert.ToHexStringLower(stored.Hash)}\"", lines[0], StringComparison.Ordinal);
        Assert.Contains($"\"digest\":\"{Convert.ToHexStringLower(SHA256.HashData(reader.After(10, 1)[0].Payload))}\"", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("payload", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void One_flipped_bit_anywhere_is_found()
    {
        var evidence = bench.Export(4, 9);
        Assert.True(ProofBench.Check(evidence).Holds);
        for (var at = 0; at < evidence.Length; at++)
        {
            var bit = (byte)(1 << (at % 8));
            evidence[at] ^= bit;
            Assert.False(Holds(evidence), $"bit {bit} of octet {at} was flipped");
            evidence[at] ^= bit;
        }
    }

    [Fact]
    public void Any_end_that_is_cut_off_and_anything_behind_the_end_is_found()
    {
        var evidence = bench.Export(4, 9);
        Assert.True(Holds(evidence));
        for (var length = 0; length < evidence.Length; length += length > evidence.Length - 600 ? 1 : 37)
        {
            Assert.False(Holds(evidence[..length]), $"{length} octets are left");
        }

        Assert.False(Holds([.. evidence, (byte)'\n']));
        Assert.False(Holds([.. evidence, .. evidence]));
    }

    [Fact]
    public void A_line_that_is_dropped_doubled_or_moved_is_found()
    {
        var lines = Lines(bench.Export(4, 9));
        Assert.True(Holds(Join(lines)));
        for (var i = 0; i < lines.Count; i++)
        {
            Assert.False(Holds(Join(lines.Where((_, j) => j != i))), $"line {i + 1} was dropped");
            Assert.False(Holds(Join(lines.Take(i + 1).Concat(lines.Skip(i)))), $"line {i + 1} was doubled");
            if (i > 0)
            {
                Assert.False(Holds(Join([.. lines.Take(i - 1), lines[i], lines[i - 1], .. lines.Skip(i + 1)])), $"line {i + 1} was moved");
            }
        }
    }

    /// <summary>The signature at the end covers all; these hold though the forger has the key, as far as anything can.</summary>
    [Theory]
    [InlineData("\"kind\":\"stock.taken.v1\"", "\"kind\":\"stock.added.v1\"", "does not follow")]
    [InlineData("\\\"quantity\\\":1", "\\\"quantity\\\":2", "does not follow")]
    [InlineData("\"room\":null", "\"room\":\"store\"", "does not follow")]
    [InlineData("\"gateway\":\"ward-3\"", "\"gateway\":\"ward-9\"", "signature")]
    [InlineData("den andra", "den tredje", "hash says")]
    [InlineData("\"temperature\":\"22123,", "\"temperature\":\"22124,", "sealed")]
    [InlineData("\"type\":\"minute\",\"point\":\"north\"", "\"type\":\"minute\",\"point\":\"south\"", "does not belong")]
    [InlineData("{\"type\":\"entry\"", "{ \"type\":\"entry\"", "canonical")]
    [InlineData("\"form\":1,\"site\":\"lund\",", "\"site\":\"lund\",\"form\":1,", "canonical")]
    [InlineData("\"before\":{\"seq\":3", "\"before\":{\"seq\":2", "follow each other")]
    [InlineData("\"quality\":0", "\"quality\":0.0", "no line")]
    public void What_is_changed_and_signed_again_is_held_against_the_chain(string what, string with, string problem)
    {
        var verdict = ProofBench.Check(Forged(bench.Export(4, 9), text => text.Replace(what, with, StringComparison.Ordinal)));

        Assert.Contains(problem, verdict.Problem, StringComparison.Ordinal);
        Assert.StartsWith("line ", verdict.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Minutes_stand_whole_or_not_at_all_and_a_named_site_file_must_be_there()
    {
        var evidence = bench.Export(4, 9);

        Assert.Contains("sealed", ProofBench.Check(Forged(evidence, t => Without(t, "minute", 2))).Problem, StringComparison.Ordinal);
        Assert.Equal(1, ProofBench.Check(Forged(evidence, t => Without(t, "minute", 1))).HoursWithout);
        Assert.Equal(2, ProofBench.Check(Forged(evidence, t => Without(t, "minute", 4))).HoursWithout);
        Assert.Contains("site file of entry 8 is missing", ProofBench.Check(Forged(evidence, t => Without(t, "site", 2))).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_gateways_key_proves_nothing_to_who_knows_the_right_one()
    {
        using var stranger = new ProofBench().Filled();
        var evidence = stranger.Export(4, 9);

        Assert.True(ProofBench.Check(evidence).Holds);
        Assert.Contains("not a key that was given", ProofBench.Check(evidence, bench.Key.Id).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_ledger_gives_no_evidence()
    {
        bench.Ledger.Tamper("DROP TRIGGER entry_append_only_update; UPDATE entry SET occurred = occurred + 1 WHERE seq = 9");

        Assert.Contains("broken at entry 9", Assert.Throws<LedgerFormatException>(() => bench.Export(4, 12)).Message, StringComparison.Ordinal);
        Assert.True(ProofBench.Check(bench.Export(10, 12)).Holds);
    }

    [Fact]
    public void Where_nothing_was_recorded_there_is_nothing_to_plan()
    {
        using var reader = bench.Ledger.Read();

        Assert.Null(EvidencePlan.Of(reader, ProofBench.At(21), ProofBench.At(99)));
        Assert.Null(EvidencePlan.Of(reader, ProofBench.At(3), ProofBench.At(3)));
    }

    private static bool Holds(byte[] evidence)
    {
        try
        {
            return ProofBench.Check(evidence).Holds;
        }
        catch (LedgerFormatException)
        {
            // Another form: refused as well.
            return false;
        }
    }

    private static List<string> Lines(byte[] evidence) => [.. Encoding.UTF8.GetString(evidence).TrimEnd('\n').Split('\n')];

    private static byte[] Join(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));

    private static string Without(string text, string type, int count)
    {
        foreach (var line in text.Split('\n').Where(l => l.StartsWith($"{{\"type\":\"{type}\"", StringComparison.Ordinal)).TakeLast(count))
        {
            text = text.Replace(line + "\n", "", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Changes what stands before the end and signs it again.</summary>
    private byte[] Forged(byte[] evidence, Func<string, string> change)
    {
        var text = Encoding.UTF8.GetString(evidence);
        var body = text[..text.IndexOf("{\"type\":\"end\"", StringComparison.Ordinal)];
        var forged = change(body);
        Assert.NotEqual(body, forged);
        var sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(forged));
        return Encoding.UTF8.GetBytes(forged + new EvidenceEnd(sha256, bench.Key.Id, EvidenceWriter.Sign(bench.Key, sha256)).Text + "\n");
    }
}
