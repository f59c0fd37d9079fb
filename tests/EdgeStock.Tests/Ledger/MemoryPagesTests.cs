using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Memory;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Fuzzing;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Tests.Ledger;

/// <summary>The estimators' memory in the ledger's file: packed rows that hold exactly what the documents of a recording say.</summary>
public sealed class MemoryPagesTests : IDisposable
{
    private static readonly DateTimeOffset At = DateTimeOffset.Parse("2026-03-02T06:01:01.950Z", System.Globalization.CultureInfo.InvariantCulture);

    private readonly LedgerBench bench = new(inMemory: true);

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void The_packed_memory_says_at_every_commit_what_its_documents_say(int seed)
    {
        using var store = bench.Open();
        var site = RandomInputs.Sites[0];
        var turn = new Turn(site, store.Load(site), store.Head);
        var documents = new SavedMemory();
        var random = new Random(seed);
        var commits = 0;
        foreach (var input in RandomInputs.Make(seed, 4000))
        {
            turn.Take(input);
            if (random.Next(40) == 0)
            {
                var commit = turn.TakeCommit(0);
                documents.Save(commit.Changes);
                store.Commit(commit);
                Assert.Equal(documents.All(), store.MemoryDocuments());
                commits++;
            }
        }

        Assert.True(commits > 50);
    }

    [Fact]
    public void Every_property_of_what_is_remembered_is_packed()
    {
        using var store = bench.Open();
        var full = Full();
        store.Commit(bench.Turn(store) with { Changes = StoreroomChanges.All(full) });

        Assert.Equal(StoreroomMemoryText.Documents(full), store.MemoryDocuments());
        object[] memories = [full.Bins["a-01"], full.Tags["30AB"], full.Tags["30AB"].Glimpses[0], full.Zones["shelf-a"], full.Antennas["r/1"], full.Climate["p/temperature"], full.Climate["p/temperature"].Limits![0], full.Climate["p/temperature"].Anchors![0], full.Climate["p/temperature"].Held![0], full.Peers["p"], full.Peers["p"].Hours[0], full.Minutes["p"], full.Minutes["p"].Sums!, full.Minutes["p"].Sums!.Temperature!, full.Keeping!, full.Devices["s"]];
        foreach (var memory in memories)
        {
            var empty = memory.GetType().GetProperties().Where(p => p.GetMethod!.IsPublic && !p.GetMethod.IsStatic)
                .Where(p => p.GetValue(memory) is var value && (value is null || value.Equals(p.PropertyType.IsValueType ? Activator.CreateInstance(p.PropertyType) : null)));
            Assert.True(!empty.Any(), $"{memory.GetType().Name}: give {string.Join(", ", empty.Select(p => p.Name))} a value above, and pack it");
        }
    }

    [Fact]
    public void The_form_in_the_file_stays_as_it_is()
    {
        var pages = new MemoryPages();
        pages.Put(StoreroomChanges.All(Full()));
        var (number, row) = Assert.Single(pages.Changed());

        Assert.Equal((0, MemoryPages.Size), (number, row.Length));
        Assert.Equal(Golden, Convert.ToHexStringLower(row.AsSpan().TrimEnd((byte)0)));
    }

    [Fact]
    public void A_climate_channel_that_an_older_release_packed_is_read_with_the_one_alarm_that_it_knew()
    {
        var memory = new StoreroomMemory();
        new MemoryPages().Add(0, Convert.FromHexString(OlderGolden), memory);

        var climate = memory.Climate["p/temperature"];
        Assert.Null(climate.Limits);
        Assert.Equal([new LimitMemory(AlarmKind.Low, AlarmCondition.Returning, At.AddHours(-1), At, TimeSpan.FromMinutes(2), 22.008, TimeSpan.Zero)], climate.LimitsOrOlder());
    }

    [Fact]
    public void Documents_of_an_older_release_are_taken_over_with_the_first_commit()
    {
        var full = Full();
        using (bench.Open())
        {
        }

        bench.Tamper("INSERT INTO memory(kind, id, body) VALUES " + string.Join(", ", StoreroomMemoryText.Documents(full).Select(d => $"('{d.Kind}', '{d.Id}', '{d.Body}')")));
        using (var store = bench.Open())
        {
            Assert.Equal(StoreroomMemoryText.Documents(full), StoreroomMemoryText.Documents(store.Load(bench.Site).Memory));
            store.Commit(bench.Turn(store, LedgerBench.Taking(1)));
            Assert.Equal(StoreroomMemoryText.Documents(full), store.MemoryDocuments());
        }

        using var connection = new SqliteConnection($"Data Source={bench.File};Pooling=False;Mode=ReadOnly");
        connection.Open();
        Assert.Equal(0L, LedgerBench.Execute(connection, "SELECT count(*) FROM memory"));
        Assert.Equal(1L, LedgerBench.Execute(connection, "SELECT count(*) FROM memory_page"));
    }

    [Fact]
    public void A_commit_that_fails_leaves_nothing_of_its_memory_behind_for_the_next()
    {
        using var store = bench.Open();
        var quiet = new DeviceMemory(DeviceState.Up, At, TimeSpan.Zero);
        var before = new StoreroomMemory { Devices = { ["scale-1"] = quiet } };
        store.Commit(bench.Turn(store) with { Changes = StoreroomChanges.All(before) });
        var lost = new StoreroomChanges();
        lost.Devices["scale-1"] = quiet with { State = DeviceState.Silent };
        lost.Devices["scale-2"] = quiet;
        var broken = bench.Turn(new ChainHead(7, store.Head.Hash), LedgerBench.Taking(1)) with { Changes = lost };
        Assert.Throws<SqliteException>(() => store.Commit(broken));

        var next = new StoreroomChanges();
        next.Devices["scale-3"] = quiet;
        store.Commit(bench.Turn(store, LedgerBench.Taking(1)) with { Changes = next });

        Assert.Equal([("device", "scale-1"), ("device", "scale-3")], store.MemoryDocuments().Select(d => (d.Kind, d.Id)));
        Assert.Contains("\"up\"", store.MemoryDocuments()[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_thousand_tags_take_few_rows_which_grow_and_shrink_with_them()
    {
        using var store = bench.Open();
        var changes = new StoreroomChanges();
        for (var tag = 0; tag < 2_000; tag++)
        {
            changes.Tags[TestSite.Tag(tag).Hex] = Tag(1);
        }

        store.Commit(bench.Turn(store) with { Changes = changes });
        foreach (var tag in changes.Tags.Keys.ToList())
        {
            changes.Tags[tag] = Tag(16);
        }

        store.Commit(bench.Turn(store) with { Changes = changes });
        Assert.Equal(16, store.Load(bench.Site).Memory.Tags[TestSite.Tag(1_999).Hex].Glimpses.Count);

        var gone = new StoreroomChanges();
        gone.ForgottenTags.AddRange(changes.Tags.Keys.Skip(5));
        store.Commit(bench.Turn(store) with { Changes = gone });
        Assert.Equal(changes.Tags.Keys.Take(5).Order(StringComparer.Ordinal), store.MemoryDocuments().Select(d => d.Id));

        using var connection = new SqliteConnection($"Data Source={bench.File};Pooling=False;Mode=ReadOnly");
        connection.Open();
        Assert.InRange((long)LedgerBench.Execute(connection, "SELECT count(*) FROM memory_page")!, 60, 120);
        Assert.Equal((long)MemoryPages.Size, LedgerBench.Execute(connection, "SELECT max(length(body)) FROM memory_page"));

        static TagMemory Tag(int reads) => new(
            Presence.Present, "shelf-a", At.AddSeconds(reads), TimeSpan.FromHours(3), [.. Enumerable.Range(0, reads).Select(i => new TagGlimpse(At.AddSeconds(i), i % 3 == 0 ? "shelf-b" : "shelf-a", 3, -51.7 - i))]);
    }

    [Fact]
    public void A_hundred_thousand_mutated_rows_are_read_or_refused()
    {
        var pages = new MemoryPages();
        pages.Put(StoreroomChanges.All(Full()));
        var row = pages.Changed().Single().Row;
        var used = row.AsSpan().TrimEnd((byte)0).ToArray();
        var mutator = new Mutator(20272, [used]) { MostChanges = 2 };

        Fuzz.Run(() => mutator.Mutate(used), octets =>
        {
            var memory = new StoreroomMemory();
            try
            {
                new MemoryPages().Add(0, octets, memory);
            }
            catch (LedgerFormatException refused)
            {
                Assert.Contains("row 0", refused.Message, StringComparison.Ordinal);
                return false;
            }

            _ = new Storeroom(bench.Site, memory).TakeChanges();
            return true;
        });
    }

    /// <summary>Memory in which nothing is empty, nought or null.</summary>
    private static StoreroomMemory Full() => new()
    {
        LastTick = At,
        Bins = { ["a-01"] = new([1_800_000_130_000, 1_800_000_131_250], [6187.5, 1 / 3.0], 14, -0.25, BinCondition.Unsettled, 2, At, At.AddSeconds(-7), 3, true) },
        Tags = { ["30AB"] = new(Presence.Obscured, "shelf-a", At, TimeSpan.FromTicks(7), [new(At.AddMilliseconds(-5001), "shelf-a", 3, -51.7), new(At, "shelf-b", 1, null), new(At, "shelf-b", 2, -60)]) },
        Zones = { ["shelf-a"] = new(TimeSpan.FromDays(400), TimeSpan.FromMilliseconds(1)) },
        Antennas = { ["r/1"] = new(true, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6)) },
        Climate =
        {
            ["p/temperature"] = new([21.94, 22.008, -40], At, 22.008, 4, 1, TimeSpan.FromSeconds(1), SensorFault.Implausible, ClimateState.Low, At.AddHours(-1), ClimateState.High, At, TimeSpan.FromMinutes(2), 9)
            {
                Limits = [new(AlarmKind.High, AlarmCondition.Returning, At.AddHours(-1), At.AddSeconds(-90), TimeSpan.FromSeconds(3), 25.4, TimeSpan.FromMinutes(38))],
                Anchors = [new(At.AddMinutes(-9), 21.5)],
                Held = [new(At.AddSeconds(-10), 40, TimeSpan.FromSeconds(10))],
                WetSince = At.AddMinutes(-11),
            },
        },
        Minutes = { ["p"] = new(new("p", At.AddSeconds(-1.95), new(22, 21.5, 22.5, 6), new(45.25, 44, 46, 6), Quality.Uncertain), TimeSpan.FromSeconds(4), At.AddHours(-1), 59, "de0ee081", new(22.000636363636364, 21.9, 22.1, 350), new(45, 44, 46, 351), new(1, 50, 7, 2, new(350, 7_700_223, 21_900, 22_100, 4, 5, 19_000, 25_000), new(351, 15_795_000, 44_000, 46_000, 6, 7, 30_000, 70_000)) { Heat = new(59, 42.5, 43.25, 25, 7) }) },
        Dew = { ["sterile"] = new(At, [new(AlarmKind.DewMargin, AlarmCondition.Pending, At.AddHours(-2), null, TimeSpan.FromSeconds(5), 0.75, TimeSpan.FromMinutes(9))]) },
        Keeping = new(At.AddDays(-8), At.AddDays(-92), true),
        Peers = { ["p"] = new(492_342, [11.11, 11.125], 0.951, [new(492_340, 11.2, 0.95), new(492_341, 11.3, 0.96)], 492_340, true) },
        Devices = { ["s"] = new(DeviceState.Down, At, TimeSpan.FromSeconds(31)) },
    };

    /// <summary>What stands above, as it stands in the files of this release: an older file must be readable for good.</summary>
    private const string Golden =
        "010104612d30312802a0aff285e368999b1ec41303555555555555d53f1dce0f0404fd8396d29567cd9695d2956706010701730a02fd8396d29567e0c807" +
        "03077368656c662d61078080fcfd8204040403722f310701a09c01c0bb01050d702f74656d70657261747572655c03a2db0ac2df0abc02fd8396d29567c2" +
        "df0a0802a01f0302fdc9dece956701fd8396d2956780a61d12010203fdc9dece9567dd858bd29567e05df10f80d2ac040101bd8ed4d19567b90d01dde794" +
        "d29567c002c0b802bdbbc5d1956706017079010170c1e595d295670db001b90d890e0d928c16e002f00201807dfdc9dece956776086465306565303831bd" +
        "0503ad0169b429003640d90de90dbf05e802e002f0020102640e04bd05fefbab0798d602a8d902080af1a802d18603bf05f08c880fc0af05e0ce050c0ee1" +
        "d403e1c50876c91a928f1501c8010e0a0773746572696c6519fd8396d29567010c01fd8fa7cb956700a09c01f22e80eb83010c01701bec8c3cba3b02b2b6" +
        "05aab70502048107b23b028907823ce88c3c01020230ab2802077368656c662d61fd8396d295671d0301914e06a52004077368656c662d62924e02030004" +
        "dc0309000dfd83ffbe9067fdc3cdb5da6601080006fd8396d29567";

    /// <summary>The same as releases before alarms packed it: one limit's state in the channel itself.</summary>
    private const string OlderGolden =
        "010104612d30312802a0aff285e368999b1ec41303555555555555d53f1dce0f0404fd8396d29567cd9695d2956706010701730a02fd8396d29567e0" +
        "c80703077368656c662d61078080fcfd8204040403722f310701a09c01c0bb01050d702f74656d70657261747572652903a2db0ac2df0abc02fd8396" +
        "d29567c2df0a0802a01f0302fdc9dece956701fd8396d2956780a61d120601706f010170c1e595d295670db001b90d890e0d928c16e002f00201807d" +
        "fdc9dece956776086465306565303831bd0503ad0169b429003640d90de90dbf05e802e002f0020102640e04bd05fefbab0798d602a8d902080af1a8" +
        "02d18603bf05f08c880fc0af05e0ce050c0ee1d403e1c508020230ab2802077368656c662d61fd8396d295671d0301914e06a52004077368656c662d" +
        "62924e02030004dc0309000dfd83ffbe9067fdc3cdb5da6601080006fd8396d29567";
}
