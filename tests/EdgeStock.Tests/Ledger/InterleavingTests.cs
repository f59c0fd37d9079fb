using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeStock.Tests.Ledger;

/// <summary>Any interleaving of samples, ticks and commands, cut anywhere by a stop or a kill, gives the ledger of the run that was not cut.</summary>
public sealed class InterleavingTests
{
    private const int Runs = 20;

    /// <summary>FsCheck prints the seed of a failing run; put it here to see it again.</summary>
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(20261125, 7);

    [Fact]
    public void A_run_cut_anywhere_gives_the_ledger_of_the_whole_one()
    {
        int cuts = 0, again = 0;
        var kinds = new HashSet<string>();
        Prop.ForAll(Interleaving.Any, run =>
        {
            var inputs = run.Inputs();
            var whole = Run(inputs, [], ref cuts, ref again);
            var cut = Run(inputs, run.Cuts, ref cuts, ref again);
            kinds.UnionWith(whole.Entries.Select(e => e.Kind));
            return (whole.Digest == cut.Digest).Label("read models")
                .And(whole.Minutes.SequenceEqual(cut.Minutes).Label("climate minutes"))
                .And(whole.Entries.Select(Text).SequenceEqual(cut.Entries.Select(Text)).Label("entries"));
        }).Check(Config);

        // The runs must reach what they are about.
        Assert.True(cuts > Runs * 4, $"{cuts} cuts");
        Assert.True(again > Runs * 10, $"{again} samples came again");
        Assert.True(kinds.Count >= 13, string.Join(", ", kinds.Order()));
    }

    private static (List<LedgerEntry> Entries, string Digest, List<ClimateMinute> Minutes) Run(List<Given> inputs, IReadOnlyList<Cut> cuts, ref int cutsMade, ref int again)
    {
        using var bench = new LedgerBench(inMemory: true);
        var site = RandomInputs.Sites[0];
        var store = bench.Open();
        var turn = new Turn(site, store.Load(site), store.Head);
        var waiting = new Queue<Cut>(cuts);
        var (committed, minutes) = (0, new List<ClimateMinute>());
        for (var i = 0; i < inputs.Count; i++)
        {
            Give(turn, inputs[i]);
            var cut = waiting.TryPeek(out var next) && next.After <= i ? waiting.Dequeue() : null;
            if (cut is { Killed: false } || (cut is null && (turn.HasEntries ? i % 12 == 0 : i % 60 == 0)))
            {
                Commit(i + 1);
            }

            if (cut is not null)
            {
                cutsMade++;
                store.Dispose();
                store = bench.Open();
                turn = new(site, store.Load(site), store.Head);
                for (var j = Math.Max(0, committed - cut.Again); j < committed; j++)
                {
                    if (inputs[j] is GivenLine line)
                    {
                        again++;
                        Assert.False(turn.Take(line.Host, line.Line, line.At), "a sample that is committed was taken again");
                    }
                }

                i = committed - 1;
            }
        }

        Commit(inputs.Count);
        store.Dispose();
        using var reader = bench.Read();
        return (reader.After(0, int.MaxValue).ToList(), ProjectionText.Digest(turn.Projection), minutes);

        void Commit(int upTo)
        {
            var commit = turn.TakeCommit(0);
            store.Commit(commit);
            minutes.AddRange(commit.Minutes);
            (committed, site) = (upTo, turn.Site);
        }
    }

    private static void Give(Turn turn, Given given)
    {
        if (given is GivenLine line)
        {
            turn.Take(line.Host, line.Line, line.At);
        }
        else
        {
            turn.Take(((GivenInput)given).Input);
        }
    }

    private static string Text(LedgerEntry e) => $"{e.Seq} {e.Kind} {System.Text.Encoding.UTF8.GetString(e.Payload)} {e.Recorded:O} {Convert.ToHexStringLower(e.Hash)}";
}
