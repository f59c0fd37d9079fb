using System.Text.Json.Serialization;

namespace EdgeStock.Wire;

/// <summary>First line of a trace.</summary>
/// <param name="Id">Name of the scenario or recording.</param>
/// <param name="T0">UTC instant of t = 0.</param>
/// <param name="Duration">Length in seconds; 0 when not known beforehand.</param>
public sealed record TraceLine(int Version, string Id, long Seed, double Duration, DateTimeOffset T0, string? Note) : Line;

/// <summary>A zone that an antenna covers. <paramref name="Exit"/>: a tag can leave the storeroom from here.</summary>
public sealed record ZoneLine(string Zone, string? Kind, IReadOnlyList<string> Adjacent, bool Exit) : Line;

/// <summary>A weighed bin and its cell.</summary>
/// <param name="InitialCount">Pieces at t = 0; null when not known.</param>
public sealed record BinLine(
    string Bin, string? Shelf, string? Zone, string Sku,
    double UnitGrams, double UnitSdGrams, double UnitLotSdGrams, double TareGrams, double TareSdGrams,
    int Capacity, int? InitialCount, PackFields? Pack, CellFields? Cell, ReportFields? Report) : Line;

/// <summary>An antenna: each cycle it is on from offset for dwell (seconds).</summary>
public sealed record AntennaHeaderLine(string Antenna, string? Reader, string Zone, double CycleSeconds, double OffsetSeconds, double DwellSeconds) : Line;

/// <summary>A tag that may appear.</summary>
public sealed record TagLine(string Epc, string? Sku) : Line;

/// <summary>A climate sensor; without limits it is only an input.</summary>
/// <param name="Quantity"><c>temperature</c> or <c>humidity</c>.</param>
/// <param name="HoldSeconds">Alarm delay in seconds.</param>
public sealed record SensorLine(
    string Sensor, string Quantity, string? Zone, double? Low, double? High, double HoldSeconds,
    double IntervalSeconds, double NoiseSd, double Resolution) : Line;

/// <summary>Goods may come as a wrapped pack of so many units with so much wrapping.</summary>
public sealed record PackFields(
    [property: JsonPropertyName("units")] int Units,
    [property: JsonPropertyName("extra_g")] double ExtraGrams);

/// <summary>A load cell: full scale, noise, resolution in grams; zero shift per °C; creep; drift.</summary>
public sealed record CellFields(
    [property: JsonPropertyName("full_scale_g")] double FullScaleGrams,
    [property: JsonPropertyName("noise_sd_g")] double NoiseSdGrams,
    [property: JsonPropertyName("resolution_g")] double ResolutionGrams,
    [property: JsonPropertyName("zero_tc_g_per_c")] double ZeroTemperatureGramsPerCelsius,
    [property: JsonPropertyName("creep_frac")] double CreepFraction,
    [property: JsonPropertyName("drift_g_per_sqrt_h")] double DriftGramsPerSqrtHour);

/// <summary>How a cell sends samples: fast while the weight moves, slowly when idle.</summary>
public sealed record ReportFields(
    [property: JsonPropertyName("active_hz")] double ActiveHertz,
    [property: JsonPropertyName("idle_s")] double IdleSeconds,
    [property: JsonPropertyName("hold_s")] double HoldSeconds,
    [property: JsonPropertyName("trigger_g")] double TriggerGrams);
