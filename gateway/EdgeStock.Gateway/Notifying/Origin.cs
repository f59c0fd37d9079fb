namespace EdgeStock.Gateway.Notifying;

/// <summary>Whose messages these are: site and gateway, as in every topic.</summary>
internal sealed record Origin(string Site, string Gateway);
