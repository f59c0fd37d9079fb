using System.CommandLine;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Gateway;

/// <summary>Site files and the ledger beside them: a start that changes the site, and ledgers that an older release began without one.</summary>
public sealed class SiteFilesTests : IDisposable
{
    private readonly LedgerBench files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Before_the_first_commit_readers_see_what_was_in_force_and_nothing_of_the_new_file()
    {
        var (old, next) = (Make("scale-1"), Make("scale-2"));
        using var store = files.Open();
        var content = store.Load(old.Site);
        var turn = new Turn(old.Site, content, store.Head);
        turn.Configure(next, TestSite.T0, "start", next.Hash);

        var sheet = RunCommand.FirstSheet(new(old, next, next.Hash, null), turn, store.Head, content, TestSite.T0);

        Assert.Same(old.Site, sheet.Site);
        Assert.Same(content.Projection, sheet.Projection);
    }

    [Fact]
    public async Task A_device_that_was_never_heard_stands_in_the_saved_read_models_too()
    {
        var file = Make("scale-1");
        using (var store = files.Open())
        {
            var turn = new Turn(file.Site, store.Load(file.Site), store.Head);
            turn.Configure(file, TestSite.T0, "start", file.Hash);
            store.Commit(turn.TakeCommit(0));
        }

        Assert.Equal(0, await RunAsync(RebuildCommand.Verb, "--data", Folder));
    }

    [Fact]
    public async Task A_ledger_of_an_older_release_rebuilds_also_after_its_site_was_changed()
    {
        var (old, next) = (Make("scale-1"), Make("scale-2"));
        using (var store = files.Open())
        {
            // The older release wrote no site file: its events stand before the first.
            var turn = new Turn(old.Site, store.Load(old.Site), store.Head);
            turn.Take(null, Weight("scale-1", 0), TestSite.T0);
            turn.Take(null, Weight("scale-2", 1), TestSite.T0);
            store.Commit(turn.TakeCommit(0));
            turn.Configure(old, TestSite.T0.AddSeconds(2), "start", old.Hash);
            turn.Configure(next, TestSite.T0.AddSeconds(3), "uid-0");
            store.Commit(turn.TakeCommit(0));
        }

        Assert.Equal(0, await RunAsync(RebuildCommand.Verb, "--data", Folder));
    }

    [Fact]
    public async Task A_ledger_of_an_older_release_takes_no_site_file_before_its_gateway_did()
    {
        var next = Make("scale-2");
        using (files.Filled(3).Open())
        {
            await File.WriteAllTextAsync(Path.Combine(Folder, "next.yaml"), next.Text);
        }

        var refused = await Assert.ThrowsAsync<CommandException>(() => RunAsync(ConfigCommand.Verb, "apply", Path.Combine(Folder, "next.yaml"), "--data", Folder));

        Assert.Contains("start its gateway once", refused.Message, StringComparison.Ordinal);
        using var reader = files.Read();
        Assert.Equal(3, reader.Head.Seq);
    }

    private string Folder => Path.GetDirectoryName(files.File)!;

    private static Task<int> RunAsync(Func<Option<string>, System.CommandLine.Command> verb, params string[] arguments) =>
        verb(new Option<string>("--data")).Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

    private static WeightLine Weight(string scale, int second) => new(1100) { At = TestSite.T0.AddSeconds(second), Device = scale };

    private static SiteFile Make(string scale) => SiteFile.Parse($$"""
        site: lund
        gateway: ward-3
        timezone: UTC
        rooms: [{id: store, class: storeroom}]
        devices:
          - {id: scale-1, kind: scale, room: store, interval_s: 1}
          - {id: scale-2, kind: scale, room: store, interval_s: 1}
        articles: [{id: glove, name: Handske, group: ppe, unit_g: 412}]
        bins: [{id: a-01, room: store, article: glove, device: {{scale}}, tare_g: 420}]
        """);
}
