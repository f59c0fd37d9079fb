namespace EdgeStock.Domain;

/// <summary>
/// What a kind of sensor measures, and how restless a healthy one is: equal values in a row are a fault of a fine sensor and the rule of a
/// coarse one. Noise is a standard deviation, step the smallest difference that it can show; a noise of 0 says that repeats mean nothing.
/// Sources: the makers' data sheets; the SHT3x's noise as its simulated room has it.
/// </summary>
/// <param name="HumidityStep">0 where it measures no humidity.</param>
public sealed record ClimateSensor(string Id, double TemperatureNoise, double TemperatureStep, double HumidityNoise, double HumidityStep)
{
    /// <summary>The kinds that a site file may name; the first is meant where it names none.</summary>
    public static IReadOnlyList<ClimateSensor> All { get; } =
    [
        new("sht3x", 0.02, 0.003, 0.1, 0.002),
        new("sht4x", 0.02, 0.003, 0.1, 0.002),
        new("aht20", 0.02, 0.001, 0.1, 0.001),
        new("bme280", 0.005, 0.01, 0.07, 0.008) { TemperatureU = 1 },
        new("ds18b20", 0, 0.0625, 0, 0) { TemperatureU = 0.5 },
    ];

    /// <summary>So far off in °C its maker lets it be at room temperature; it stands for U where no certificate gives one.</summary>
    public double TemperatureU { get; init; } = 0.3;

    /// <summary>The same in % relative humidity.</summary>
    public double HumidityU { get; init; } = 3;

    /// <summary>It measures humidity too.</summary>
    public bool HasHumidity => HumidityStep > 0;

    /// <summary>The kind of this name, or null.</summary>
    public static ClimateSensor? Find(string id) => All.FirstOrDefault(s => s.Id == id);
}
