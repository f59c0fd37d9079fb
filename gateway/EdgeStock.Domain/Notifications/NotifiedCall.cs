namespace EdgeStock.Domain;

/// <summary>One call of an alarm for attention.</summary>
/// <param name="Alarm">Its id.</param>
/// <param name="RaisedAt">When it began to ask.</param>
public sealed record NotifiedCall(string Alarm, DateTimeOffset RaisedAt);
