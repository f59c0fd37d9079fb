namespace EdgeStock.Ledger;

/// <summary>Who is behind a pseudonym. Entries carry the pseudonym alone; the rest can be erased and the chain stays whole.</summary>
/// <param name="Pseudonym">As in the entries, such as <c>p-3f2a91c0</c>; never given twice.</param>
/// <param name="Account">The account that acted, such as <c>uid-1000</c>; null once erased.</param>
/// <param name="Name">The person's name as the system knows it; null once erased, or where it knows none.</param>
/// <param name="Since">First act.</param>
/// <param name="Erased">When the name was erased; null while it stands.</param>
public sealed record Person(string Pseudonym, string? Account, string? Name, DateTimeOffset Since, DateTimeOffset? Erased = null);
