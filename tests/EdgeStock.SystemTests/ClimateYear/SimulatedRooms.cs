using System.CommandLine;
using System.Globalization;
using EdgeStock.Simulator;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>Three storerooms' climate, simulated, replayed and judged: the planned week, or EDGESTOCK_CLIMATE_DAYS of a drawn year; EDGESTOCK_CLIMATE_SEED draws another.</summary>
public sealed class SimulatedRooms : IAsyncLifetime
{
    private const long UsualSeed = 7;
    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-rooms-").FullName;

    /// <summary>Days of a drawn year; null for the planned week.</summary>
    public static int? Days { get; } = Environment.GetEnvironmentVariable("EDGESTOCK_CLIMATE_DAYS") is { } days ? int.Parse(days, CultureInfo.InvariantCulture) : null;

    public static long Seed { get; } = Environment.GetEnvironmentVariable("EDGESTOCK_CLIMATE_SEED") is { } seed ? long.Parse(seed, CultureInfo.InvariantCulture) : UsualSeed;

    internal RoomsScore Score { get; private set; } = null!;

    public string Table => RoomsTable.Of(Score);

    public async ValueTask InitializeAsync()
    {
        string[] which = Days is { } days ? ["--days", days.ToString(CultureInfo.InvariantCulture)] : ["--scenario", "week"];
        await WriteAsync(folder, Seed, which);
        var truth = TrueRooms.Read(Path.Combine(folder, "truth.jsonl"));
        Score = RoomsScore.Of(truth, RoomsReplay.Of(Path.Combine(folder, "climate.ndjson"), Seed, TimeProvider.System, TestContext.Current.CancellationToken));
        if (Environment.GetEnvironmentVariable("EDGESTOCK_CLIMATE_TABLE") is { } file)
        {
            await File.WriteAllTextAsync(file, Table);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a trace and its truth into a folder.</summary>
    internal static async Task WriteAsync(string folder, long seed, params string[] more)
    {
        string[] arguments = ["climate-year", "--dir", folder, "--seed", seed.ToString(CultureInfo.InvariantCulture), .. more];
        Assert.Equal(0, await CommandLine.Root(TimeProvider.System).Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = TextWriter.Null, Error = TextWriter.Null, EnableDefaultExceptionHandler = false }));
    }
}
