using System.CommandLine;
using System.Globalization;
using EdgeStock.Simulator;

namespace EdgeStock.SystemTests.Coverage;

/// <summary>A past of the 120-article storeroom: generated, replayed and compared. EDGESTOCK_DAYS makes it longer, EDGESTOCK_SEED another one.</summary>
public sealed class SimulatedPast : IAsyncLifetime
{
    private const int UsualDays = 42;
    private const long UsualSeed = 7;
    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-past-").FullName;

    /// <summary>Days of a month, as the site counts them.</summary>
    public const int MonthDays = 30;

    public static int DayCount { get; } = Environment.GetEnvironmentVariable("EDGESTOCK_DAYS") is { } days ? int.Parse(days, CultureInfo.InvariantCulture) : UsualDays;

    public static long Seed { get; } = Environment.GetEnvironmentVariable("EDGESTOCK_SEED") is { } seed ? long.Parse(seed, CultureInfo.InvariantCulture) : UsualSeed;

    internal PastTruth Truth { get; private set; } = null!;

    internal PastReplay Replay { get; private set; } = null!;

    internal IReadOnlyList<Compared> Compared { get; private set; } = [];

    public string Table => CoverTable.Of(Truth, Replay, Compared, MonthDays);

    public async ValueTask InitializeAsync()
    {
        await WriteAsync(folder, DayCount, Seed);
        Truth = PastTruth.Read(Path.Combine(folder, "truth.jsonl"));
        Replay = PastReplay.Of(Path.Combine(folder, "history.ndjson"), TestContext.Current.CancellationToken);
        Compared = CoverScore.Compare(Truth, Replay);
        if (Environment.GetEnvironmentVariable("EDGESTOCK_COVERAGE_TABLE") is { } file)
        {
            await File.WriteAllTextAsync(file, Table);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a past into a folder.</summary>
    internal static async Task WriteAsync(string folder, int days, long seed, params string[] more)
    {
        string[] arguments = ["history", "--dir", folder, "--days", days.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture), .. more];
        Assert.Equal(0, await CommandLine.Root(TimeProvider.System).Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = TextWriter.Null, EnableDefaultExceptionHandler = false }));
    }
}
