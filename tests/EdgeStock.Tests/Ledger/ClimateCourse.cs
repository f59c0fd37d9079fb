using EdgeStock.Domain;
using EdgeStock.Tests.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeStock.Tests.Ledger;

/// <summary>What can befall a storeroom's climate record, in any order.</summary>
internal sealed record ClimateCourse(IReadOnlyList<int> Moves)
{
    private const int Kinds = 15;

    private static readonly double[] Jumps = [-5 * 365, -30, -1, -0.1, -0.01, 0.01, 0.1, 1, 30, 5 * 365];

    public static Arbitrary<ClimateCourse> Any { get; } = Arb.From(
        Gen.Choose(0, int.MaxValue - 1).ArrayOf(40).Select(moves => new ClimateCourse(moves)),
        failing => failing.Moves.Select((_, i) => new ClimateCourse([.. failing.Moves.Take(i), .. failing.Moves.Skip(i + 1)])));

    /// <summary>Sites that come and go: two points, one, none, other limits, another room, no humidity, minutes kept longer, and one that is wrong.</summary>
    public static IReadOnlyList<Site> Sites { get; } = MakeSites();

    /// <summary>Lets it all happen.</summary>
    /// <param name="check">Called at some moments after a commit.</param>
    public void Run(ClimateLedger ledger, Action check)
    {
        foreach (var move in Moves)
        {
            var (kind, detail) = (move % Kinds, move / Kinds);
            switch (kind)
            {
                case 0 or 1 or 2:
                    ledger.Air(detail % 140, i => 18 + (((detail / 3) + i) % 97 * 0.0817));
                    break;
                case 3:
                    ledger.Air(detail % 70, wrong: -(detail / 70 % 100));
                    break;
                case 4:
                    ledger.Air(detail % 20, wrong: Jumps[detail / 20 % Jumps.Length] * 1440);
                    break;
                case 5:
                    ledger.Air(detail % 30, quality: (Quality)(detail / 30 % 3));
                    break;
                case 6:
                    ledger.Now = ledger.Now.AddDays(Jumps[detail % Jumps.Length]);
                    ledger.Tick();
                    break;
                case 7 or 8:
                    ledger.Apply(Sites[detail % Sites.Count]);
                    break;
                case 9:
                    ledger.Space(detail % 2 == 0);
                    break;
                case 10:
                    ledger.Days(detail % 20 * 0.5);
                    break;
                case 11:
                    ledger.Commit().Restart();
                    break;
                case 12:
                    ledger.Restart();
                    break;
                case 13:
                    ledger.Commit();
                    break;
                default:
                    ledger.Commit();
                    check();
                    break;
            }

            if (ledger.Now.Year is < 2000 or > 2100)
            {
                ledger.Now = TestSite.T0;
            }
        }

        ledger.Commit();
        check();
    }

    public override string ToString() => $"moves [{string.Join(", ", Moves)}]";

    private static IReadOnlyList<Site> MakeSites()
    {
        var start = TestSite.Make() with { Retention = new(7) };
        var north = start.ClimatePoints[0];
        var (temperature, humidity) = (north.Channels[0], north.Channels[1]);
        return
        [
            start,
            start with { ClimatePoints = [] },
            start with { ClimatePoints = [north, north with { Id = "south", Channels = [temperature with { Source = "climate-2/temperature" }, humidity with { Source = "climate-2/humidity" }] }] },
            start with { ClimatePoints = [north with { Channels = [temperature with { High = 22.0004, Low = null }, humidity] }] },
            start with { ClimatePoints = [north with { Room = "store", Channels = [temperature] }] },
            start with { Retention = new(30), ClimatePoints = [north with { Rules = ClimateProfile.Find("med-room")! with { DewMargin = new(12, 11) } }] },

            // No site file can say it: the gateway fails at it and goes on with the one before.
            start with { ClimatePoints = [north with { Room = "store" }, north with { Id = "south" }] },
        ];
    }
}
