using System.Buffers;
using System.Security.Cryptography;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway;

/// <summary>
/// Who is behind the pseudonyms that entries carry; the writer's own. A pseudonym is drawn by chance and so cannot be worked out again
/// from the account, nor be given twice after a restored backup.
/// </summary>
internal sealed class People(IEnumerable<Person> known)
{
    private const string Prefix = "p-";
    private const int Digits = 8;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private readonly Dictionary<string, Person> people = known.ToDictionary(p => p.Pseudonym, StringComparer.Ordinal);
    private List<Person> changed = [];

    /// <summary>Somebody waits for the next commit.</summary>
    public bool IsDirty => changed.Count > 0;

    /// <summary>Whether a text has a pseudonym's form.</summary>
    public static bool IsPseudonym(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length == Prefix.Length + Digits && !text.AsSpan(Prefix.Length).ContainsAnyExcept(Hexadecimal);

    /// <summary>The pseudonym of an account; a new one at its first act, or at the first after its name was erased.</summary>
    public string Of(string account, string? name, DateTimeOffset now)
    {
        if (people.Values.FirstOrDefault(p => p.Account == account) is { } person)
        {
            if (person.Name != name)
            {
                Put(person with { Name = name });
            }

            return person.Pseudonym;
        }

        string pseudonym;
        do
        {
            pseudonym = Prefix + RandomNumberGenerator.GetHexString(Digits, lowercase: true);
        }
        while (people.ContainsKey(pseudonym));
        Put(new(pseudonym, account, name, now));
        return pseudonym;
    }

    /// <summary>Forgets who is behind a pseudonym.</summary>
    /// <returns>False when nobody is, or not any more.</returns>
    public bool Erase(string pseudonym, DateTimeOffset now)
    {
        if (!people.TryGetValue(pseudonym, out var person) || person.Erased is not null)
        {
            return false;
        }

        Put(person with { Account = null, Name = null, Erased = now });
        return true;
    }

    /// <summary>Hands over who changed since the last call, for the next commit.</summary>
    public IReadOnlyList<Person> TakeChanges()
    {
        var taken = changed;
        changed = [];
        return taken;
    }

    private void Put(Person person)
    {
        people[person.Pseudonym] = person;
        changed.Add(person);
    }
}
