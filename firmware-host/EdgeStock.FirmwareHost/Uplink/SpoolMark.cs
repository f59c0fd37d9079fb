using System.Text.Json.Serialization;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>
/// A line of the spool that is not a sample. Samples count from 0 in the order of the file, whatever number they have for the gateway.
/// </summary>
internal sealed record SpoolMark
{
    /// <summary>First line: version of the format.</summary>
    public int? Spool { get; init; }

    /// <summary>First line: the host whose samples these are.</summary>
    public string? Host { get; init; }

    /// <summary>Samples were numbered: the first of them, by its place in the file.</summary>
    public int? From { get; init; }

    /// <summary>Samples were numbered: number of the first.</summary>
    public ulong? N { get; init; }

    /// <summary>Samples were numbered: how many.</summary>
    public int? Count { get; init; }

    /// <summary>So many samples at the head of the file are committed, or are among <see cref="Lost"/>.</summary>
    public int? Gone { get; init; }

    /// <summary>With <see cref="Gone"/>: all losses that may have to be told.</summary>
    public IReadOnlyList<LostRun>? Lost { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SpoolMark))]
internal sealed partial class SpoolJson : JsonSerializerContext;
