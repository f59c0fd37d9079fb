namespace EdgeStock.Tests.Tree;

public sealed class ReferenceTableTests
{
    [Fact]
    public void Projects_reference_each_other_only_as_the_table_allows()
    {
        var offences = Repository.Projects().SelectMany(path => ReferenceTable.Offences(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)));

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_project_of_the_table_is_in_the_tree() =>
        Assert.Equal(ReferenceTable.Allowed.Keys.Order(StringComparer.Ordinal), Repository.Projects().Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("EdgeStock.Simulator", "../../gateway/EdgeStock.Gateway/EdgeStock.Gateway.csproj", "EdgeStock.Gateway")]
    [InlineData("EdgeStock.Simulator", @"..\..\gateway\EdgeStock.Domain\EdgeStock.Domain.csproj", "EdgeStock.Domain")]
    [InlineData("EdgeStock.Domain", "../EdgeStock.Ledger/EdgeStock.Ledger.csproj", "EdgeStock.Ledger")]
    [InlineData("EdgeStock.Mqtt", "../EdgeStock.Domain/EdgeStock.Domain.csproj", "EdgeStock.Domain")]
    public void A_reference_outside_the_table_is_found(string project, string include, string named)
    {
        var xml = $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="{include}" /></ItemGroup></Project>""";

        Assert.Equal([$"{project} references {named}"], ReferenceTable.Offences(project, xml));
    }

    [Fact]
    public void An_assembly_taken_past_its_project_is_found()
    {
        const string Xml = """<Project><ItemGroup><Reference Include="../EdgeStock.Gateway/bin/EdgeStock.Gateway.dll" /></ItemGroup></Project>""";

        Assert.Equal(["EdgeStock.Simulator references EdgeStock.Gateway"], ReferenceTable.Offences("EdgeStock.Simulator", Xml));
    }

    [Fact]
    public void A_project_without_a_row_is_found() =>
        Assert.Equal(["EdgeStock.Extra is not in the table of references"], ReferenceTable.Offences("EdgeStock.Extra", "<Project />"));
}
