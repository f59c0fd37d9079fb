using System.Text.RegularExpressions;

namespace EdgeStock.Tests.Tree;

/// <summary>Two references are allowed for one purpose only; these tests hold the purpose.</summary>
public sealed partial class BoundaryTests
{
    /// <summary>The clock at the composition root, the verbs' instants, and the files that a run, a trace or a past writes.</summary>
    private static readonly string[] SimulatorFilesThatMayUseWire =
    [
        "Program.cs", "CommandLine.cs", "Scenarios/TraceFile.cs", "Scenarios/TruthFile.cs",
        "History/DailyTruth.cs", "History/HistoryVerb.cs", "History/PastDevices.cs", "History/PastTrace.cs",
        "ClimateYear/ClimateYearVerb.cs", "ClimateYear/PointSensor.cs", "ClimateYear/YearTrace.cs", "ClimateYear/YearTruth.cs",
    ];

    [Fact]
    public void The_gateway_uses_LLRP_to_decode_a_message_for_support_and_nowhere_else() =>
        Assert.Empty(Using("gateway/EdgeStock.Gateway", Llrp(), file => Path.GetFileName(file).StartsWith("Decode", StringComparison.Ordinal)));

    [Fact]
    public void The_simulator_uses_sample_lines_to_write_traces_and_speaks_the_devices_protocols_otherwise() =>
        Assert.Empty(Using("simulator/EdgeStock.Simulator", Wire(), SimulatorFilesThatMayUseWire.Contains));

    [Theory]
    [InlineData("using EdgeStock.Llrp;")]
    [InlineData("using EdgeStock.Llrp.Codec;")]
    [InlineData("var m = EdgeStock.Llrp.Codec.LlrpCodec.Decode(x);")]
    [InlineData("""<Using Include="EdgeStock.Llrp" />""")]
    public void The_scan_finds_every_way_to_use_a_project(string code) => Assert.Matches(Llrp(), code);

    [Fact]
    public void The_scan_lets_the_reference_itself_pass() =>
        Assert.DoesNotMatch(Llrp(), """<ProjectReference Include="../../firmware-host/EdgeStock.Llrp/EdgeStock.Llrp.csproj" />""");

    private static IEnumerable<string> Using(string project, Regex what, Func<string, bool> allowed) =>
        Repository.Files(project, "*.cs").Where(path => !allowed(Path.GetRelativePath(Path.Combine(Repository.Root, project), path).Replace('\\', '/')))
            .SelectMany(path => Repository.Matches(path, what))
            .Concat(Repository.Files(project, "*.csproj").Where(path => what.IsMatch(File.ReadAllText(path))).Select(Repository.Relative));

    [GeneratedRegex(@"(?<!/)\bEdgeStock\.Llrp\b(?!/)")]
    private static partial Regex Llrp();

    [GeneratedRegex(@"(?<!/)\bEdgeStock\.Wire\b(?!/)")]
    private static partial Regex Wire();
}
