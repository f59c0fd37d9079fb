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

    /// <summary>Above the limit that has no delay.</summary>
    AtOnce,

    /// <summary>The air of a storeroom is near to wetting the coldest thing in it.</summary>
    DewMarginWarning,

    /// <summary>It is about to.</summary>
    DewMargin,

    /// <summary>Most of the hours that a place may be warm in all are used up.</summary>
    CumulativeWarning,

    /// <summary>It was warm for longer in all than it may be.</summary>
    Cumulative,

    /// <summary>It cannot be told whether the mean kinetic temperature keeps its limit: too much was not measured.</summary>
    KineticUnknown,

    /// <summary>The mean kinetic temperature passes its limit, whatever was not measured.</summary>
    Kinetic,

    /// <summary>A humidity sensor says other air than its neighbours for a day: it drifts, or was poisoned.</summary>
    SensorDisagrees,

    /// <summary>Goods stand in a storeroom that cannot keep them as their labels say.</summary>
    GoodsMisplaced,

    /// <summary>A message about an alarm reached nobody.</summary>
    NotificationFailed,
}
