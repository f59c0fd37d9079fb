using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Operating;

/// <summary>Catalogue, consumption and exemptions on the command line, with a running gateway and without one.</summary>
public sealed class CatalogueTests : IDisposable
{
    private const string Handske = "7350000000009";

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-catalogue-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_catalogue_goes_through_the_running_gateway_and_back_into_a_file()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var file = FileOf("artiklar.csv", Encoding.Latin1.GetBytes($"Artikel;Benämning;Produktgrupp;GTIN;Hylla\nhandske-l;Handske L, blå;Skyddsutrustning;{Handske};A1\nglove;Handske;ppe;;A2\n"));

        var dry = await ToolAsync(gateway, 0, "catalogue", "import", file, "--dry-run");
        Assert.Contains("note: read as Windows-1252", dry, StringComparison.Ordinal);
        Assert.Contains("note: columns not used: 'Hylla'", dry, StringComparison.Ordinal);
        Assert.Contains("2 new, 0 changed, 0 withdrawn, 0 unchanged; nothing was changed (dry run)", dry, StringComparison.Ordinal);
        Assert.DoesNotContain("handske-l", await ToolAsync(gateway, 0, "catalogue", "list"), StringComparison.Ordinal);

        Assert.Contains("2 new, 0 changed, 0 withdrawn, 0 unchanged; in force as ledger entry", await ToolAsync(gateway, 0, "catalogue", "import", file), StringComparison.Ordinal);
        Assert.Contains("Handske L, blå", await ToolAsync(gateway, 0, "catalogue", "show", Handske), StringComparison.Ordinal);
        using (var listed = JsonDocument.Parse(await ToolAsync(gateway, 0, "catalogue", "list", "--group", "skyddsutrustning", "--json")))
        {
            Assert.Equal(["glove", "handske-l"], listed.RootElement.EnumerateArray().Select(a => a.GetProperty("article").GetString()));
        }

        var export = Path.Combine(folder, "export.csv");
        Assert.Equal("", await ToolAsync(gateway, 0, "catalogue", "export", "--out", export));
        Assert.Contains("0 new, 0 changed, 0 withdrawn, 2 unchanged; nothing differs from the catalogue in force", await ToolAsync(gateway, 0, "catalogue", "import", export, "--whole"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(export, (await File.ReadAllTextAsync(export)).Replace("Handske L, blå", "Handske L", StringComparison.Ordinal).Replace("glove;", "glove-2;", StringComparison.Ordinal));
        var changed = await ToolAsync(gateway, 0, "catalogue", "import", export, "--whole");
        Assert.Contains("name: Handske L, blå → Handske L", changed, StringComparison.Ordinal);
        Assert.Contains("1 new, 1 changed, 1 withdrawn, 0 unchanged; in force", changed, StringComparison.Ordinal);
        gateway.IsWell();
    }

    [Fact]
    public async Task A_wrong_line_is_not_good_an_unreadable_file_is_wrong_use_and_neither_changes_anything()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var wrong = FileOf("fel.csv", "article;name;group;gtin_piece\na;A;ppe;7350000000003\nb;B;kontor;7,35E+12\nc;C;ppe;\n");
        var binary = FileOf("fel.xlsx", [0x50, 0x4B, 3, 4, 0, 0]);

        var said = await ToolAsync(gateway, 1, "catalogue", "import", wrong);
        Assert.Contains("line 2, gtin_piece: '7350000000003' is mistyped", said, StringComparison.Ordinal);
        Assert.Contains("line 3, gtin_piece: '7,35E+12' is what a spreadsheet made", said, StringComparison.Ordinal);
        Assert.Contains("line 3, group: 'kontor' must be one of", said, StringComparison.Ordinal);
        Assert.Contains("3 errors on 2 lines: nothing was changed", said, StringComparison.Ordinal);
        using (var json = JsonDocument.Parse(await ToolAsync(gateway, 1, "catalogue", "import", wrong, "--json")))
        {
            Assert.Equal([2, 3, 3], json.RootElement.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("line").GetInt32()));
        }

        Assert.Contains("this is a workbook", await ToolAsync(gateway, 2, "catalogue", "import", binary), StringComparison.Ordinal);
        Assert.Contains("cannot be read", await ToolAsync(gateway, 2, "catalogue", "import", Path.Combine(folder, "none.csv")), StringComparison.Ordinal);
        using var listed = JsonDocument.Parse(await ToolAsync(gateway, 0, "catalogue", "list", "--json"));
        Assert.Equal(["glove"], listed.RootElement.EnumerateArray().Select(a => a.GetProperty("article").GetString()));
    }

    [Fact]
    public async Task Figures_are_configured_from_a_file_and_one_by_one()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var file = FileOf("forbrukning.csv", "förråd;artikel;per månad;källa;datum\nstore;glove;1 200;inköp 2025;2026-01-01\n");

        Assert.Contains("1 new, 0 changed, 0 unchanged; nothing was changed (dry run)", await ToolAsync(gateway, 0, "consumption", "import", file, "--dry-run"), StringComparison.Ordinal);
        Assert.Contains("1 new, 0 changed, 0 unchanged; in force as of ledger entry", await ToolAsync(gateway, 0, "consumption", "import", file), StringComparison.Ordinal);
        Assert.Contains("nothing differs", await ToolAsync(gateway, 0, "consumption", "import", file), StringComparison.Ordinal);
        Assert.Contains("12.5 pieces of glove a month are normal in store from 2026-02-01", await ToolAsync(gateway, 0, "consumption", "set", "store", "glove", "12,5", "--source", "räknat", "--date", "2026-02-01"), StringComparison.Ordinal);

        using var listed = JsonDocument.Parse(await ToolAsync(gateway, 0, "consumption", "list", "--room", "store", "--json"));
        var line = Assert.Single(listed.RootElement.EnumerateArray());
        Assert.Equal((12.5, "räknat", "2026-02-01", false), (line.GetProperty("configured").GetDouble(), line.GetProperty("source").GetString(), line.GetProperty("date").GetString(), line.GetProperty("differs").GetBoolean()));
        Assert.Contains("is no storeroom of this gateway", await ToolAsync(gateway, 2, "consumption", "list", "--room", "kitchen"), StringComparison.Ordinal);
        Assert.Contains("line 2, room: 'kitchen' is no storeroom", await ToolAsync(gateway, 1, "consumption", "import", FileOf("fel.csv", "room;article;per_month;source;date\nkitchen;glove;1;x;2026-01-01\n")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exemption_lives_from_its_form_to_its_end_also_where_no_gateway_runs()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var (review, later, until) = (Day(today.AddDays(20)), Day(today.AddDays(300)), Day(today.AddDays(400)));
        var form = await ToolAsync(gateway, 0, "exemption", "form", "--article", "glove", "--room", "store", "--lang", "sv");
        Assert.Contains("glove: Handske (skyddsutrustning)", form, StringComparison.Ordinal);
        var path = FileOf("avsteg.yaml", form);
        Assert.Contains("'skäl' is not filled in", await ToolAsync(gateway, 1, "exemption", "grant", path), StringComparison.Ordinal);

        var filled = form.Replace("skäl:\n", "skäl: skrymmande\n", StringComparison.Ordinal).Replace("motivering:\n", "motivering: fyller rummet\n", StringComparison.Ordinal)
            .Replace("mål_dagar:\n", "mål_dagar: 10\n", StringComparison.Ordinal).Replace("beslutad_av:\n", "beslutad_av: chefsfarmaceut\n", StringComparison.Ordinal)
            .Replace("giltig_till:\n", $"giltig_till: {until}\n", StringComparison.Ordinal).Replace("omprövas_den:\n", $"omprövas_den: {review}\n", StringComparison.Ordinal);
        var granted = await ToolAsync(gateway, 0, "exemption", "grant", FileOf("avsteg.yaml", filled));
        var id = $"glove-store-{today.Year.ToString(CultureInfo.InvariantCulture)}";
        Assert.Contains($"exemption {id} of glove is in force until {until}", granted, StringComparison.Ordinal);
        Assert.Contains("note: nobody has assessed the risk yet", granted, StringComparison.Ordinal);
        Assert.Contains("is in force as the form says: nothing was changed", await ToolAsync(gateway, 0, "exemption", "grant", Path.Combine(folder, "avsteg.yaml")), StringComparison.Ordinal);
        Assert.Contains($"review due by {review}, NO RISK ASSESSMENT", await ToolAsync(gateway, 0, "exemption", "list"), StringComparison.Ordinal);

        Assert.Contains($"exemption {id} stands, until {until}", await ToolAsync(gateway, 0, "exemption", "review", id, "--text", "fortfarande trångt", "--review-on", later), StringComparison.Ordinal);
        Assert.Equal(until, await ValidUntilAsync(gateway, id));
        await ToolAsync(gateway, 0, "exemption", "review", id, "--text", "tills vidare", "--review-on", later, "--valid-until", "none");
        Assert.Null(await ValidUntilAsync(gateway, id));

        Assert.Equal(0, await gateway.StopAsync());
        await ToolAsync(gateway, 0, "exemption", "end", id, "--text", "nytt förråd");

        var history = await ToolAsync(gateway, 0, "exemption", "show", id, "--history");
        string[] told = ["ended, NO RISK ASSESSMENT", "granted by p-", "decided by chefsfarmaceut", $"review_on: {review} → {later}", $"valid_until: {until} → (nothing)", "ended by p-", "nytt förråd"];
        Assert.All(told, t => Assert.Contains(t, history, StringComparison.Ordinal));
        Assert.Contains("the ledger knows no exemption 'none'", await ToolAsync(gateway, 2, "exemption", "show", "none"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_is_octets_of_a_file_and_needs_no_ledger()
    {
        var path = Path.Combine(folder, "mall.csv");

        Assert.Equal(0, (await RunningProgram.RunAsync(Programs.Gateway, "catalogue", "template", "--examples", "--lang", "en", "--out", path)).ExitCode);
        var check = await RunningProgram.RunAsync(Programs.Gateway, "catalogue", "import", path, "--dry-run", "--data", Path.Combine(folder, "none"));

        Assert.Equal([0xEF, 0xBB, 0xBF], (await File.ReadAllBytesAsync(path)).Take(3));
        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
        Assert.Contains("2 new", check.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await RunningProgram.RunAsync(Programs.Gateway, "catalogue", "import", path, "--data", Path.Combine(folder, "none"))).ExitCode);
    }

    private static async Task<string?> ValidUntilAsync(LoneGateway gateway, string id)
    {
        using var shown = JsonDocument.Parse(await ToolAsync(gateway, 0, "exemption", "show", id, "--json"));
        return shown.RootElement.GetProperty("validUntil").GetString();
    }

    /// <summary>What the tool says, on either stream; its exit code is the expected one.</summary>
    private static async Task<string> ToolAsync(LoneGateway gateway, int exitCode, params string[] arguments)
    {
        var run = await RunningProgram.RunAsync(Programs.Gateway, [.. arguments, "--data", gateway.DataPath]);
        Assert.True(run.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {run.Tail}");
        return run.Output + run.Errors;
    }

    private string FileOf(string name, string text) => FileOf(name, Encoding.UTF8.GetBytes(text));

    private string FileOf(string name, byte[] octets)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, octets);
        return path;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
