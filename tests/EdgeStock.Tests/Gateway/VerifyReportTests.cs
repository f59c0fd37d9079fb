using System.Text;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Proof;

namespace EdgeStock.Tests.Gateway;

public sealed class VerifyReportTests : IDisposable
{
    private readonly ProofBench bench = new ProofBench().Filled();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Who_finds_another_key_is_not_sent_to_a_backup_that_carries_it_too()
    {
        var foreign = VerifyReport.Text(bench.Verify(new string('a', 64)));
        bench.Ledger.Tamper("DROP TRIGGER entry_append_only_update; UPDATE entry SET subject = 'another' WHERE seq = 3");
        var broken = VerifyReport.Text(bench.Verify());

        Assert.Contains("backups carry the same signatures", foreign, StringComparison.Ordinal);
        Assert.DoesNotContain("restore the newest backup", foreign, StringComparison.Ordinal);
        Assert.StartsWith("broken at entry 3: ", broken, StringComparison.Ordinal);
        Assert.Contains("restore the newest backup", broken, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"site\"", "\"sitt\"", "line 1: it is no line of an evidence file, or was changed: a field is missing")]
    [InlineData("{\"type\":\"evidence\"", "{\"type\":\"evidence'", "line 1: it is no line of an evidence file, or was changed: it is no JSON object")]
    [InlineData("\"first\":5", "\"first\":{}", "line 1: it is no line of an evidence file, or was changed: a field is of another kind")]
    public void What_is_wrong_with_a_line_is_said_in_words_of_the_file(string was, string becomes, string problem)
    {
        var text = Encoding.UTF8.GetString(bench.Export(5, 9));
        var at = text.IndexOf(was, StringComparison.Ordinal);

        var said = VerifyReport.Text(ProofBench.Check(Encoding.UTF8.GetBytes(text[..at] + becomes + text[(at + was.Length)..])));

        Assert.StartsWith($"not good: {problem}\n", said, StringComparison.Ordinal);
    }
}
