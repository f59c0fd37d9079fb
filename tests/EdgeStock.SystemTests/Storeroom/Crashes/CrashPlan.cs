using System.Globalization;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>At what moment a gateway is killed.</summary>
public enum Moment
{
    /// <summary>Any time between two events.</summary>
    Whenever,

    /// <summary>While it commits: the undisturbed gateway, which has the same samples, has just said that it has.</summary>
    Committing,

    /// <summary>Soon after its start, ready or not.</summary>
    Starting,

    /// <summary>While it takes what piled up in its absence, commit after commit.</summary>
    CatchingUp,
}

/// <summary>When the firmware-host is killed beside a gateway.</summary>
public enum HostKill
{
    None,

    /// <summary>Within less than half a second of it, while it is away.</summary>
    Together,

    /// <summary>When the gateway is back.</summary>
    After,
}

/// <summary>One kill of the gateway, drawn from the seed.</summary>
/// <param name="Events">So many further events of the undisturbed gateway first.</param>
/// <param name="Delay">Then so long.</param>
/// <param name="Absence">It stays away for so many events of the undisturbed one.</param>
/// <param name="HostDelay">The firmware-host is killed so long after the moment from which it counts.</param>
public sealed record Round(Moment Moment, int Events, TimeSpan Delay, int Absence, HostKill Host, TimeSpan HostDelay);

/// <summary>What happens to the processes of a campaign; the same seed gives the same plan.</summary>
/// <param name="Seed">Of the kills alone; the storeroom has its own.</param>
public sealed record CrashPlan(int Seed, IReadOnlyList<Round> Rounds)
{
    /// <summary>How often the firmware-host is killed.</summary>
    public int HostKills => Rounds.Count(r => r.Host != HostKill.None);

    /// <summary>Also the least: fewer would not hold every kind of moment.</summary>
    private const int UsualKills = 10;
    private const int UsualSeed = 20261125;

    /// <summary>The plan that the environment asks for, or the usual one (CONTRIBUTING.md, Tests).</summary>
    public static CrashPlan FromEnvironment() => Draw(Number("EDGESTOCK_SEED", 0, UsualSeed), Number("EDGESTOCK_KILLS", UsualKills, UsualKills));

    public static CrashPlan Draw(int seed, int kills)
    {
        var chance = new Random(seed);
        var moments = new List<Moment>();
        while (moments.Count < kills)
        {
            // the ledger's first hundred events come at once, so the first kill is always in a dense stretch
            Moment[] some = [Moment.Whenever, Moment.Committing, Moment.Starting, Moment.CatchingUp, Moment.Committing];
            chance.Shuffle(some);
            moments.AddRange(moments.Count == 0 ? [Moment.Committing, .. some] : some);
        }

        var rounds = new List<Round>();
        for (var i = 0; i < kills; i++)
        {
            var delay = moments[i] switch
            {
                Moment.Whenever => chance.Next(0, 700),
                Moment.Committing => chance.Next(0, 16),
                Moment.Starting => chance.Next(0, 1500),
                _ => chance.Next(0, 120),
            };

            // the host is killed in the first rounds for certain; not after the gateway's return where that is to be killed right then
            var next = i + 1 < kills ? moments[i + 1] : Moment.Whenever;
            var host = i < 4 ? (HostKill)(i % 3) : (HostKill)chance.Next(0, 3);
            host = host == HostKill.After && next is (Moment.Starting or Moment.CatchingUp) ? HostKill.Together : host;
            var absence = next == Moment.CatchingUp ? 6 + chance.Next(0, 6) : chance.Next(0, 4);
            rounds.Add(new(moments[i], chance.Next(1, 5), TimeSpan.FromMilliseconds(delay), absence, host, TimeSpan.FromMilliseconds(chance.Next(0, 400))));
        }

        return new(seed, rounds);
    }

    private static int Number(string variable, int least, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
                ? number
                : throw new FormatException($"{variable}={text}: expected a whole number from {least}")
            : otherwise;
}
