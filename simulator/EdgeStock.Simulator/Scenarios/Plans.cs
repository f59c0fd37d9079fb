namespace EdgeStock.Simulator.Scenarios;

/// <summary>Product groups of the stock-holding obligation.</summary>
internal enum ProductGroup
{
    /// <summary>Medicines.</summary>
    Medicine,

    /// <summary>Consumable medical devices.</summary>
    Device,

    /// <summary>Food for special medical purposes.</summary>
    Food,

    /// <summary>Consumable personal protective equipment.</summary>
    Ppe,
}

/// <summary>An article as it is counted: one piece, or one box where a piece is too light to weigh.</summary>
/// <param name="Atc">ATC code of a medicine.</param>
/// <param name="Emdn">EMDN code of a medical device.</param>
/// <param name="Gtin">14 digits with a right check digit.</param>
/// <param name="UnitGrams">Mean weight of one.</param>
/// <param name="UnitSdGrams">Spread from one to the next within a lot.</param>
internal sealed record Article(string Id, string Name, ProductGroup Group, string? Atc, string? Emdn, string Gtin, double UnitGrams, double UnitSdGrams)
{
    /// <summary>Spread of the lots' means: 0.4 % of the weight.</summary>
    public double LotSdGrams => Math.Round(UnitGrams * 0.004, 2);
}

/// <summary>A load cell's data sheet; what the trace header calls <c>cell</c>.</summary>
internal sealed record CellPlan(double FullScaleGrams, double NoiseSdGrams, double ResolutionGrams)
{
    /// <summary>Share of the load that the cell yields to slowly.</summary>
    public const double CreepFraction = 0.0002;

    /// <summary>Random walk of the zero.</summary>
    public const double DriftGramsPerSqrtHour = 0.3;

    /// <summary>A change beyond this is more than noise: the scale is then reported at its full rate.</summary>
    public double TriggerGrams => Math.Round(NoiseSdGrams * 5, 1);
}

/// <summary>A bin on a scale.</summary>
/// <param name="Demand">How often it is reached for, relative to the others.</param>
/// <param name="InitialCount">Pieces at t0; null leaves it to the seed.</param>
/// <param name="Tagged">Each piece carries an RFID tag.</param>
internal sealed record BinPlan(
    string Id, string Zone, string Device, Article Article, double TareGrams, int Capacity, CellPlan Cell, double Demand, int? InitialCount, bool Tagged)
{
    /// <summary>The shelf is the letter of the id: neighbours on it feel each other's hands a little.</summary>
    public char Shelf => Id[0];
}

/// <summary>An antenna port and the zone it covers.</summary>
internal sealed record AntennaPlan(int Port, string Zone);

/// <summary>A temperature and humidity sensor at a point of the sterile room.</summary>
/// <param name="Address">I²C address as sysfs writes it: bus and chip, <c>1-0044</c>.</param>
/// <param name="OffsetCelsius">How much warmer than the room's middle the point is.</param>
/// <param name="DoorShare">How much of a draught from the door reaches it, 0 to 1.</param>
internal sealed record ClimatePlan(string Point, string Device, string Address, double OffsetCelsius, double DoorShare);

/// <summary>A storeroom to simulate.</summary>
internal sealed record Scenario(string Id, string Reader, IReadOnlyList<BinPlan> Bins, IReadOnlyList<AntennaPlan> Antennas, IReadOnlyList<ClimatePlan> Climate)
{
    public const string Storeroom = "ward-storeroom";
    public const string SterileRoom = "sterile-room";
}
