using System.Text;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.Fuzzing;

namespace EdgeStock.Tests.Ledger;

/// <summary>What a damaged file, or one of another release, holds in place of events and memory.</summary>
public sealed class LedgerTextFuzzTests
{
    private static readonly string[] Words = [.. Mutator.Numbers, "{}", "[]", "\"\"", "\"ok\"", "\"x\":1", "[[[[[[[", "2199-12-31T23:59:59.999Z", "\"\\ud800\""];

    private static readonly (string Kind, string Id, string Body)[] Documents = SavedDocuments();

    [Fact]
    public void A_hundred_thousand_mutated_events_are_read_or_refused_and_what_is_read_is_stored_the_same_again()
    {
        var mutator = Mutator.OfText(20270, EventCodecTests.Golden.Select(g => g.Stored), Words, mostChanges: 2);
        var kind = "";
        byte[] Next()
        {
            var (_, name, _, stored) = EventCodecTests.Golden[mutator.Random.Next(EventCodecTests.Golden.Length)];
            kind = name;
            return mutator.Mutate(Encoding.UTF8.GetBytes(stored));
        }

        Fuzz.Run(Next, payload =>
        {
            StoreroomEvent e;
            try
            {
                e = EventCodec.Decode(new(12, kind, "store", "x", TestSite.T0, TestSite.T0, payload, []));
            }
            catch (LedgerFormatException refused)
            {
                Assert.Contains("entry 12", refused.Message, StringComparison.Ordinal);
                return false;
            }

            Assert.NotNull(EventCodec.SubjectOf(e));
            var stored = EventCodec.Encode(e);
            Assert.Equal(stored, EventCodec.Encode(EventCodec.Decode(new(12, kind, "store", "x", TestSite.T0, TestSite.T0, stored, []))));
            return true;
        });
    }

    [Fact]
    public void A_hundred_thousand_mutated_documents_of_memory_are_taken_by_a_storeroom_or_refused()
    {
        var site = TestSite.Make();
        var mutator = Mutator.OfText(20271, Documents.Select(d => d.Body), Words, mostChanges: 2);
        var (kind, id) = ("", "");
        byte[] Next()
        {
            (kind, id, var body) = Documents[mutator.Random.Next(Documents.Length)];
            return mutator.Mutate(Encoding.UTF8.GetBytes(body));
        }

        Fuzz.Run(Next, body =>
        {
            var memory = new StoreroomMemory();
            try
            {
                StoreroomMemoryText.Add(memory, kind, id, Encoding.UTF8.GetString(body));
            }
            catch (LedgerFormatException)
            {
                return false;
            }

            _ = new Storeroom(site, memory).TakeChanges();
            return true;
        });
    }

    /// <summary>The memory of a storeroom that has seen a wild day.</summary>
    private static (string Kind, string Id, string Body)[] SavedDocuments()
    {
        using var files = new LedgerBench();
        using var store = files.Open();
        var storeroom = new Storeroom(files.Site, new());
        var outcome = new Outcome();
        foreach (var input in RandomInputs.Make(3, 2000))
        {
            storeroom.Take(input, outcome);
        }

        store.Commit(files.Turn(store) with { Changes = storeroom.TakeChanges() });
        return [.. store.MemoryDocuments()];
    }
}
