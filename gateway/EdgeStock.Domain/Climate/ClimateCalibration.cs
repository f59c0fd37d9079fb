namespace EdgeStock.Domain;

/// <summary>A figure for each quantity of a climate sensor.</summary>
/// <param name="Temperature">In K.</param>
/// <param name="Humidity">In % relative humidity; 0 where the sensor measures none.</param>
public sealed record ClimateFigures(double Temperature, double Humidity);

/// <summary>What a calibration found. A figure that the certificate does not give is null.</summary>
/// <param name="Certificate">Its number.</param>
/// <param name="Date">Day of the comparison.</param>
/// <param name="AsFound">What the sensor showed too much, with the offsets then in force, before anybody adjusted anything.</param>
/// <param name="AsLeft">The same afterwards, with the offsets in force from now on.</param>
/// <param name="Uncertainty">Expanded uncertainty (k = 2) of the comparison.</param>
public sealed record ClimateCalibration(string? Certificate, DateOnly? Date, ClimateFigures? AsFound, ClimateFigures? AsLeft, ClimateFigures? Uncertainty);

/// <summary>
/// A climate sensor's calibration came into force: from here on its values are corrected by these offsets. Stored values are corrected ones; what
/// the sensor itself said is the stored value less the offset in force then.
/// </summary>
/// <param name="Offsets">Added to its values from now on.</param>
/// <param name="WasOffsets">Added to them before.</param>
/// <param name="Calibration">What the certificate says; null where the site file names none.</param>
/// <param name="Due">Day by which it must be calibrated again.</param>
/// <param name="By">Who applied the site file that says so, as a pseudonym.</param>
public sealed record CalibrationRecorded(DateTimeOffset At, string Device, ClimateOffsets Offsets, ClimateOffsets WasOffsets, ClimateCalibration? Calibration, DateOnly? Due, string By) : StoreroomEvent(At);
