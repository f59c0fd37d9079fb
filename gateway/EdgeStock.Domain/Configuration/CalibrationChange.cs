namespace EdgeStock.Domain;

/// <summary>Finds the calibrations that come into force with a site file.</summary>
internal static class CalibrationChange
{
    private static readonly ClimateOffsets None = new(0, 0);

    /// <summary>One event for each climate sensor whose calibration the file changes.</summary>
    /// <param name="isFirst">Nothing was in force before: whatever the file says is new.</param>
    public static IEnumerable<CalibrationRecorded> Of(Site before, ApplySite apply, bool isFirst)
    {
        foreach (var now in apply.Site.Devices.Where(d => d.Kind == DeviceKind.Climate))
        {
            var was = before.Devices.FirstOrDefault(d => d.Id == now.Id && d.Kind == DeviceKind.Climate);
            var isSaid = (now.Offsets, now.Calibration, now.CalibrationDue) != (null, null, null);
            if (isFirst || was is null ? isSaid : (was.Offsets, was.Calibration, was.CalibrationDue) != (now.Offsets, now.Calibration, now.CalibrationDue))
            {
                yield return new(apply.Taken, now.Id, now.Offsets ?? None, (was ?? now).Offsets ?? None, now.Calibration, now.CalibrationDue, apply.By);
            }
        }
    }
}
