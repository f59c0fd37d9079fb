using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeStock.Benchmarks.Report;

/// <summary>The report for programs: every figure unrounded.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Write(string path, Machine machine, string loadAfter, IReadOnlyList<Section> sections) =>
        File.WriteAllText(path, JsonSerializer.Serialize(new { machine, loadAfter, sections }, Plain) + "\n");
}
