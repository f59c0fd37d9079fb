namespace EdgeStock.Domain;

/// <summary>What an alarm is about.</summary>
public enum AlarmKind
{
    /// <summary>Below the outer lower limit.</summary>
    LowLow,

    /// <summary>Below the lower limit.</summary>
    Low,

    /// <summary>Above the upper limit.</summary>
    High,

    /// <summary>Above the outer upper limit.</summary>
    HighHigh,

    /// <summary>The value changes faster than it should.</summary>
    RateOfChange,

    /// <summary>No value comes, so that nobody can know.</summary>
    NoData,

    /// <summary>A sensor is stuck, or says what cannot be.</summary>
    SensorFault,

    /// <summary>A device's calibration is due soon, or overdue.</summary>
    CalibrationDue,

    /// <summary>Devices of a storeroom are lost: one, or all of them in one power cut.</summary>
    DeviceAbsent,

    /// <summary>The gateway itself did not run for a while: nobody watched.</summary>
    GatewayRestart,

    /// <summary>A humidity sensor says other air than its neighbours for a day: it drifts, or was poisoned.</summary>
    SensorDisagrees,
}
