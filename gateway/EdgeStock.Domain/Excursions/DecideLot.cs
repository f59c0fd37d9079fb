namespace EdgeStock.Domain;

/// <summary>What becomes of a lot after an excursion.</summary>
/// <param name="Goods">Which lot.</param>
/// <param name="Alarm">Of which alarm; null: of every excursion in which nobody has decided about it.</param>
/// <param name="Room">Only excursions in this storeroom.</param>
/// <param name="Onset">Only the excursion that began then.</param>
public sealed record DecideLot(Goods Goods, LotDecision Decision, string Reason, string? Alarm = null, string? Room = null, DateTimeOffset? Onset = null) : Instruction;
