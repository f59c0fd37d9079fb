using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Tests.Domain;
using EdgeStock.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeStock.Tests.Ledger;

/// <summary>One input of the writer: a numbered line of a host, a tick, or a command.</summary>
internal abstract record Given(DateTimeOffset At);

internal sealed record GivenLine(string Host, SampleLine Line, DateTimeOffset At) : Given(At);

internal sealed record GivenInput(Input Input) : Given(Input.Taken);

/// <summary>The gateway ends after so many inputs.</summary>
/// <param name="Killed">Not stopped in order: what was not committed is gone, and comes again.</param>
/// <param name="Again">So many of the inputs before the last commit come again too, because their acknowledgement was lost.</param>
internal sealed record Cut(int After, bool Killed, int Again);

/// <summary>What people, devices and an administrator do, in any order, and where the gateway ends meanwhile.</summary>
internal sealed record Interleaving(IReadOnlyList<int> Moves, IReadOnlyList<Cut> Cuts)
{
    private const int Kinds = 14;
    private static readonly string[] Hosts = ["hw-1", "hw-2"];

    public static Arbitrary<Interleaving> Any { get; } = Arb.From(
        from moves in Gen.Choose(0, int.MaxValue - 1).ArrayOf(120)
        from cuts in (from after in Gen.Choose(1, 1200) from killed in Gen.Elements(true, true, false) from again in Gen.Choose(0, 40) select new Cut(after, killed, again)).ArrayOf(8)
        select new Interleaving(moves, [.. cuts.OrderBy(c => c.After)]),
        Smaller);

    /// <summary>The inputs that the moves stand for; the same for the same moves.</summary>
    public List<Given> Inputs()
    {
        var inputs = new List<Given>();
        var now = TestSite.T0;
        var level = new double[] { 1100, 400 };
        var numbers = new ulong[2];
        foreach (var move in Moves)
        {
            var (kind, detail) = (move % Kinds, move / Kinds);
            var scale = detail % 2;
            switch (kind)
            {
                case 0 or 1 or 2:
                    for (var second = 0; second <= detail % 40; second++)
                    {
                        now = now.AddSeconds(1);
                        inputs.Add(new GivenInput(new Tick(now)));
                    }

                    break;
                case 3 or 4 or 5:
                    level[scale] = Math.Max(300, level[scale] + (((detail / 2 % 9) - 4) * (scale == 0 ? 100 : 20)));
                    Weigh(scale, detail);
                    break;
                case 6:
                    Weigh(scale, detail);
                    break;
                case 7 or 8:
                    for (var round = 0; round < 2; round++)
                    {
                        now = now.AddSeconds(5);
                        Round(detail);
                    }

                    break;
                case 9:
                    for (var i = 0; i < 6; i++)
                    {
                        now = now.AddSeconds(10);
                        Say(1, new ClimateLine(18 + (detail % 10) + (i * 0.01)) { At = now, Device = "climate-1/temperature" });
                        Say(1, new ClimateLine(20 + (detail % 70)) { At = now, Device = "climate-1/humidity" });
                        inputs.Add(new GivenInput(new Tick(now)));
                    }

                    break;
                case 10:
                    Say(1, new AntennaLine(detail % 3 > 0) { At = now, Device = "reader-1" });
                    break;
                case 11:
                    Say(0, new DeviceLine(detail % 2 == 0 ? "down" : "up", "cable") { At = now, Device = $"scale-{scale + 1}" });
                    break;
                case 12:
                    inputs.Add(new GivenInput(new NoteZero(now, "uid-0", $"scale-{scale + 1}")));
                    break;
                default:
                    var site = detail % RandomInputs.Sites.Count;
                    inputs.Add(new GivenInput(new ApplySite(now, "uid-0", RandomInputs.Sites[site], site.ToString("D64", CultureInfo.InvariantCulture))));
                    break;
            }
        }

        return inputs;

        void Round(int detail)
        {
            for (var tag = 0; tag < 4; tag++)
            {
                Say(1, new ReadLine(TestSite.Tag(tag + (detail % 3)).Hex, -50 - (detail % 20)) { At = now.AddMilliseconds(tag), Device = detail % 5 < 3 ? TestSite.AntennaA : TestSite.AntennaB });
            }

            Say(1, new RoundLine(true) { At = now.AddMilliseconds(9), Device = "reader-1" });
        }

        void Weigh(int scale, int detail)
        {
            for (var i = 0; i < 5; i++)
            {
                now = now.AddMilliseconds(300);
                Say(0, new WeightLine(level[scale] + (detail / 20 % 3)) { At = now, Device = $"scale-{scale + 1}" });
            }
        }

        void Say(int host, SampleLine line) => inputs.Add(new GivenLine(Hosts[host], line with { N = ++numbers[host] }, now));
    }

    public override string ToString() => $"moves [{string.Join(", ", Moves)}], cuts [{string.Join(", ", Cuts)}]";

    /// <summary>A failing run with half, then a quarter… of it left out.</summary>
    private static IEnumerable<Interleaving> Smaller(Interleaving failing)
    {
        for (var size = failing.Moves.Count / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= failing.Moves.Count; at += size)
            {
                yield return failing with { Moves = [.. failing.Moves.Take(at), .. failing.Moves.Skip(at + size)] };
            }
        }

        foreach (var cut in failing.Cuts)
        {
            yield return failing with { Cuts = [.. failing.Cuts.Where(c => c != cut)] };
        }
    }
}
