using System.Text.RegularExpressions;

namespace EdgeStock.Tests.Tree;

/// <summary>The domain has no I/O, clock, logger, thread or chance: the same inputs must give a byte-identical ledger.</summary>
public sealed partial class DomainPurityTests
{
    [Fact]
    public void The_domain_reaches_for_nothing_outside_its_inputs() =>
        Assert.Empty(Repository.Files("gateway/EdgeStock.Domain", "*.cs").SelectMany(path => Repository.Matches(path, Outside())));

    [Fact]
    public void The_domain_has_source_to_scan() => Assert.NotEmpty(Repository.Files("gateway/EdgeStock.Domain", "*.cs"));

    [Theory]
    [InlineData("var now = DateTime.Now;")]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("public async Task Observe()")]
    [InlineData("await Decide();")]
    [InlineData("ILogger<Storeroom> log")]
    [InlineData("using System.IO;")]
    [InlineData("var text = File.ReadAllText(path);")]
    [InlineData("Storeroom(TimeProvider clock)")]
    [InlineData("lock (gate)")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var roll = new Random(7);")]
    [InlineData("Environment.GetEnvironmentVariable(name)")]
    public void The_scan_finds(string code) => Assert.Single(Repository.Matches("a.cs", code, Outside()));

    [Theory]
    [InlineData("/// <summary>No async, no ILogger, no File.Open here.</summary>")]
    [InlineData("var name = \"File.txt\"; // await nothing")]
    [InlineData("public sealed record StockTaken(DateTimeOffset At)")]
    public void The_scan_lets_pass(string code) => Assert.Empty(Repository.Matches("a.cs", code, Outside()));

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\b(async|await)\b|\bTask\b|\bThread\b|\block\s*\(|\bI?Logger\w*|\bTimeProvider\b|\bStopwatch\b|\bSystem\.(IO|Net|Threading|Diagnostics)\b|\b(File|Directory|Path|Console|Environment)\.|\bRandom\b|\bGuid\.")]
    private static partial Regex Outside();
}
