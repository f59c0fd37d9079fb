using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway;

public sealed class PeopleTests : IDisposable
{
    private const string Name = "Ingeborg Wennerström-Åkesson";
    private readonly LedgerBench bench = new(inMemory: true);

    public void Dispose() => bench.Dispose();

    [Fact]
    public void An_account_keeps_its_pseudonym_and_its_name_follows_the_system()
    {
        var people = new People([]);
        var anna = people.Of("uid-1000", "Anna", TestSite.T0);

        Assert.True(People.IsPseudonym(anna));
        Assert.NotEqual(anna, people.Of("uid-1001", "Bo", TestSite.T0));
        Assert.Equal(anna, people.Of("uid-1000", "Anna B", TestSite.T0.AddDays(1)));
        Assert.Equal([("uid-1000", "Anna"), ("uid-1001", "Bo"), ("uid-1000", "Anna B")], people.TakeChanges().Select(p => (p.Account, p.Name)));
        Assert.False(people.IsDirty);
    }

    [Fact]
    public void An_erased_person_is_nobody_and_gets_a_new_pseudonym_at_the_next_act()
    {
        var people = new People([new("p-00000001", "uid-1000", Name, TestSite.T0)]);

        Assert.True(people.Erase("p-00000001", TestSite.T0.AddDays(1)));
        Assert.False(people.Erase("p-00000001", TestSite.T0.AddDays(2)));
        Assert.False(people.Erase("p-00000002", TestSite.T0.AddDays(2)));

        Assert.Equal(new Person("p-00000001", null, null, TestSite.T0, TestSite.T0.AddDays(1)), Assert.Single(people.TakeChanges()));
        Assert.NotEqual("p-00000001", people.Of("uid-1000", Name, TestSite.T0.AddDays(3)));
    }

    [Fact]
    public void An_erased_name_stands_nowhere_in_the_ledgers_files_and_the_chain_holds()
    {
        using var store = bench.Open();
        store.Load(bench.Site);
        var people = new People(store.People());
        for (var i = 0; i < 200; i++)
        {
            people.Of($"uid-{i}", i == 100 ? Name : $"Somebody {i}", TestSite.T0);
        }

        store.Commit(bench.Turn(store, LedgerBench.Taking(1)) with { People = people.TakeChanges() });
        Assert.Contains(Name, Octets(), StringComparison.Ordinal);
        var her = store.People().Single(p => p.Name == Name).Pseudonym;

        Assert.True(people.Erase(her, TestSite.T0.AddDays(1)));
        store.Commit(bench.Turn(store, new EdgeStock.Domain.PersonErased(TestSite.T0.AddDays(1), her, "p-00000001")) with { People = people.TakeChanges() });
        Assert.True(store.EmptyLog());

        Assert.DoesNotContain(Name, Octets(), StringComparison.Ordinal);
        Assert.Contains("Somebody 99", Octets(), StringComparison.Ordinal);
        Assert.Equal((null, null), (store.People().Single(p => p.Pseudonym == her).Name, store.People().Single(p => p.Pseudonym == her).Account));
        using var reader = bench.Read();
        Assert.Null(ChainVerifier.Verify(reader).BrokenAt);
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => bench.Tamper($"DELETE FROM person WHERE pseudonym = '{her}'"));
    }

    [Theory]
    [InlineData("zero/p-0123abcd/scale-1/1-1", true)]
    [InlineData("zero/p-0123ABCD/scale-1/1-1", false)]
    [InlineData("zero/p-0123abcde/scale-1/1-1", false)]
    [InlineData("zero/Anna/scale-1/1-1", false)]
    [InlineData("do/1-1", false)]
    public void A_host_can_make_no_name_of_a_pseudonym(string id, bool zero) => Assert.Equal(zero, RequestId.IsZero(id, out _, out _));

    private string Octets() => string.Concat(new[] { "", "-wal" }.Select(end => bench.File + end).Where(File.Exists).Select(Read));

    private static string Read(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), System.Text.Encoding.UTF8);
        return file.ReadToEnd();
    }
}
