using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Every climate profile that can be named, with all that it limits and where that comes from.</summary>
internal static class ClimateProfilesCommand
{
    public static Command Verb(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("profiles", "the climate profiles, their limits and their sources") { data, json };
        verb.SetAction(parsed => List(parsed.GetValue(data)!, parsed.GetValue(json)));
        return verb;
    }

    private static int List(string data, bool json)
    {
        var path = Path.Combine(data, "ledger.db");
        var known = File.Exists(path) || Ledger.LedgerReader.IsHidden(path);
        var site = known ? LedgerView.Open(data).Site : null;
        if (!known)
        {
            Console.Error.WriteLine($"no gateway has run with --data {data} yet: these are the built-in profiles alone");
        }

        IReadOnlyList<ClimateProfile> profiles = [.. site?.Profiles() ?? ClimateProfile.All];
        if (json)
        {
            Console.Out.WriteLine(Json(profiles, site));
            return 0;
        }

        foreach (var line in profiles.SelectMany(p => ProfileWords.Of(p, PointsOf(site, p))).Append(ProfileWords.Confirm))
        {
            Console.Out.WriteLine(line);
        }

        return 0;
    }

    private static IReadOnlyList<string> PointsOf(Site? site, ClimateProfile profile) => [.. site?.ClimatePoints.Where(p => p.Profile == profile.Id).Select(p => p.Id) ?? []];

    /// <summary>The list as JSON, with the limits under the names of the site file.</summary>
    internal static string Json(IReadOnlyList<ClimateProfile> profiles, Site? site)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("note", ProfileWords.Confirm);
            json.WriteStartArray("profiles");
            foreach (var profile in profiles)
            {
                json.WriteStartObject();
                json.WriteString("profile", profile.Id);
                json.WriteBoolean("builtIn", ClimateProfile.Find(profile.Id) is not null);
                json.WriteString("source", ProfileWords.Source(profile));
                json.WriteStartArray("points");
                PointsOf(site, profile).ToList().ForEach(json.WriteStringValue);
                json.WriteEndArray();
                json.WriteStartObject("limits");
                foreach (var (field, value) in ProfileRows.Of(profile).Where(r => r.Value is not null))
                {
                    json.WriteString(field, value);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
