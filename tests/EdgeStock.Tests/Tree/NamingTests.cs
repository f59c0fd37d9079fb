using System.Text.RegularExpressions;

namespace EdgeStock.Tests.Tree;

public sealed partial class NamingTests
{
    [Fact]
    public void No_type_is_named_for_what_it_is_to_the_program_instead_of_the_storeroom() =>
        Assert.Empty(Repository.ProductFolders.SelectMany(folder => Repository.Files(folder, "*.cs")).SelectMany(path => Repository.Matches(path, EmptyName())));

    [Theory]
    [InlineData("public sealed class StockManager(int n);", true)]
    [InlineData("internal static partial class TimeUtils", true)]
    [InlineData("record struct LedgerImpl(int N);", true)]
    [InlineData("interface ILotService<T>", true)]
    [InlineData("sealed class Pipeline : BackgroundService", false)]
    [InlineData("private readonly IHostedService host;", false)]
    [InlineData("// class StockManager", false)]
    [InlineData("var text = \"class StockManager\";", false)]
    public void The_scan_finds_declarations_and_nothing_else(string code, bool found) =>
        Assert.Equal(found, Repository.Matches("a.cs", code, EmptyName()).Any());

    [GeneratedRegex(@"\b(class|struct|record|interface|enum)\s+\w*(Manager|Helper|Helpers|Service|Services|Util|Utils|Utility|Utilities|Impl)\b")]
    private static partial Regex EmptyName();
}
