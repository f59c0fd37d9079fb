using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Tests.Fuzzing;
using EdgeStock.Tests.Tree;

namespace EdgeStock.Tests.Gateway;

public sealed class SiteFileFuzzTests
{
    [Fact]
    public void A_hundred_thousand_mutated_site_files_are_taken_or_refused_with_a_line_inside_the_file()
    {
        Fuzz.Run(Mutator.OfText(20268, Seeds(), YamlWords.All, mostChanges: 2), octets =>
        {
            var text = Encoding.UTF8.GetString(octets);
            try
            {
                Holds(SiteFile.Parse(text));
                return true;
            }
            catch (SiteFileException e)
            {
                Assert.InRange(e.Line, 1, YamlWords.Lines(text));
                return false;
            }
        });
    }

    [Fact]
    public void The_seeds_are_right() => Assert.All(Seeds(), text => Holds(SiteFile.Parse(text)));

    /// <summary>The demonstration's site, cut to one thing at a time: a hundred thousand of the whole would take minutes.</summary>
    private static IEnumerable<string> Seeds()
    {
        var demo = File.ReadAllLines(Path.Combine(Repository.Root, "deploy/demo/site.yaml"));
        var head = "site: lund\ngateway: ward-3\ntimezone: UTC\nrooms:\n" + Entry(demo, "id: ward-storeroom");
        yield return head + "devices:\n" + Entry(demo, "id: scale-01") + "articles:\n" + Entry(demo, "id: glove-nitrile-m")
            + "bins:\n" + Entry(demo, "id: a-01").Replace("natriumklorid-9-1000", "glove-nitrile-m", StringComparison.Ordinal).Replace("    zone: shelf-ab\n", "", StringComparison.Ordinal);
        yield return head + "zones:\n" + Entry(demo, "id: shelf-ab") + "devices:\n" + Entry(demo, "id: reader-1") + "antennas:\n" + Entry(demo, "device: reader-1/1");
        yield return head.Replace("ward-storeroom", "sterile-room", StringComparison.Ordinal) + "devices:\n" + Entry(demo, "id: climate-1") + "climate:\n" + Entry(demo, "id: north") + Array.Find(demo, l => l.StartsWith("broker", StringComparison.Ordinal)) + "\n";
    }

    /// <summary>An entry of a list with the lines that belong to it.</summary>
    private static string Entry(string[] lines, string begin)
    {
        var at = Array.FindIndex(lines, l => l.TrimStart(' ', '-', '{').StartsWith(begin, StringComparison.Ordinal));
        var more = lines.Skip(at + 1).TakeWhile(l => l.StartsWith("    ", StringComparison.Ordinal));
        return string.Concat(more.Prepend(lines[at]).Select(l => l + "\n"));
    }

    private static void Holds(SiteFile file)
    {
        var site = file.Site;
        string[] levels = [site.Id, site.Gateway, .. site.Rooms.Select(r => r.Id), .. site.Zones.Select(z => z.Id), .. site.Devices.Select(d => d.Id), .. site.Bins.Select(b => b.Id), .. site.ClimatePoints.Select(p => p.Id)];
        Assert.All(levels, level => Assert.Matches(@"^[a-z0-9][a-z0-9-]{0,63}\z", level));
        Assert.NotEmpty(site.Rooms);
        Assert.All(site.Devices, d => Assert.InRange(d.Interval.TotalSeconds, 0.1, 3600));
        Assert.All(site.Articles, a => Assert.InRange(a.UnitWeight.Value, 0.01, 100_000));
        Assert.All(site.Bins, b =>
        {
            Assert.InRange(b.Tare.Value, 0, 100_000);
            Assert.InRange(b.Capacity, 0, 100_000);
            Assert.Contains(site.Rooms, r => r.Id == b.Room);
            Assert.Contains(site.Devices, d => d.Id == b.Device && d.Kind == DeviceKind.Scale);
        });
        Assert.All(site.Antennas, a => Assert.Contains(site.Zones, z => z.Id == a.Zone));
        Assert.InRange(file.Broker?.Port ?? 1, 1, 65535);
    }
}
