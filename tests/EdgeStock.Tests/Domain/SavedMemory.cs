using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Tests.Domain;

/// <summary>The memory table of a ledger, without the ledger: the same documents, under the same keys.</summary>
internal sealed class SavedMemory
{
    private readonly SortedDictionary<(string Kind, string Id), string> documents = [];

    public void Save(StoreroomChanges changes)
    {
        if (changes.Whole)
        {
            documents.Clear();
        }

        Put("bin", changes.Bins);
        Put("tag", changes.Tags);
        Put("zone", changes.Zones);
        Put("antenna", changes.Antennas);
        Put("climate", changes.Climate);
        Put("minute", changes.Minutes);
        Put("device", changes.Devices);
        Put("peer", changes.Peers);
        if (changes.Keeping is { } keeping)
        {
            documents[("keeping", "")] = JsonSerializer.Serialize(keeping, LedgerJson.Plain);
        }

        changes.ForgottenTags.ForEach(tag => documents.Remove(("tag", tag)));
        if (changes.LastTick is { } tick)
        {
            documents[("tick", "")] = tick.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        }
    }

    public StoreroomMemory Load()
    {
        var memory = new StoreroomMemory();
        foreach (var ((kind, id), body) in documents)
        {
            StoreroomMemoryText.Add(memory, kind, id, body);
        }

        return memory;
    }

    /// <summary>Every document, in the order of kind and id.</summary>
    public IEnumerable<(string Kind, string Id, string Body)> All() => documents
        .OrderBy(d => d.Key.Kind, StringComparer.Ordinal).ThenBy(d => d.Key.Id, StringComparer.Ordinal).Select(d => (d.Key.Kind, d.Key.Id, d.Value));

    private void Put<T>(string kind, Dictionary<string, T> changed)
    {
        foreach (var (id, value) in changed)
        {
            documents[(kind, id)] = JsonSerializer.Serialize(value, LedgerJson.Plain);
        }
    }
}
