namespace EdgeStock.FirmwareHost.Drivers.MtSics;

/// <summary>One reply line of a scale that speaks the Mettler-Toledo standard interface command set.</summary>
/// <param name="Id">The command it answers: S, T, TI …; matched by it, as replies of a running SIR come in between.</param>
internal abstract record MtSicsReply(string Id);

/// <summary>A weight.</summary>
/// <param name="Id">The command it answers.</param>
/// <param name="Stable">The scale calls it stable (status S), else dynamic (status D).</param>
/// <param name="Grams">Weight in grams.</param>
internal sealed record WeightReply(string Id, bool Stable, double Grams) : MtSicsReply(Id);

/// <summary>The load is outside the weighing range (status + or −).</summary>
internal sealed record RangeReply(string Id, bool Overload) : MtSicsReply(Id);

/// <summary>The command was done (status A, or B with more lines to come), with what follows.</summary>
internal sealed record AcceptedReply(string Id, string Text) : MtSicsReply(Id);

/// <summary>The command was understood but not done: status I (busy, or no stable weight in time) or L (wrong parameter).</summary>
internal sealed record RefusedReply(string Id) : MtSicsReply(Id);

/// <summary>The scale did not understand: ES syntax, ET transmission, EL logical. It does not say what.</summary>
internal sealed record ErrorReply(string Code) : MtSicsReply(Code);
