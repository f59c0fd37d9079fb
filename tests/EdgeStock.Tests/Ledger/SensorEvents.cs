using EdgeStock.Domain;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

/// <summary>The stored form of events about the truth of sensors.</summary>
internal static class SensorEvents
{
    private static readonly DateTimeOffset At = TestSite.T0.AddMilliseconds(61_950);

    public static (StoreroomEvent Event, string Name, string Subject, string Stored)[] Golden { get; } =
    [
        (new CalibrationRecorded(At, "climate-1", new(-0.2, 1.5), new(0, 0), new("K-4711", new(2026, 2, 27), new(0.2, -1.5), new(0, 0.5), new(0.15, 1.8)), new(2027, 2, 28), "p-1"), "calibration.recorded.v1", "climate-1",
            """{"device":"climate-1","offsets":{"temperature":-0.2,"humidity":1.5},"wasOffsets":{"temperature":0,"humidity":0},"calibration":{"certificate":"K-4711","date":"2026-02-27","asFound":{"temperature":0.2,"humidity":-1.5},"asLeft":{"temperature":0,"humidity":0.5},"uncertainty":{"temperature":0.15,"humidity":1.8}},"due":"2027-02-28","by":"p-1","at":"2026-03-02T06:01:01.950Z"}"""),
        (new SensorAgreementChanged(At, "sterile", "north", true, 1.72, 2.41, 24, ["south", "west"]), "climate.peers.v1", "sterile/north",
            """{"point":"north","disagrees":true,"score":1.72,"difference":2.41,"hours":24,"peers":["south","west"],"room":"sterile","at":"2026-03-02T06:01:01.950Z"}"""),
    ];
}
