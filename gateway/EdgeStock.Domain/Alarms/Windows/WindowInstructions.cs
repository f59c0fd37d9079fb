namespace EdgeStock.Domain;

/// <summary>A window of maintenance for one alarm, ahead of its time.</summary>
public sealed record PlanWindow(string Alarm, DateTimeOffset From, double Minutes, string Reason) : Instruction;

/// <summary>A planned window is not to be, or is over before its time.</summary>
/// <param name="Window">Its id.</param>
public sealed record UnplanWindow(string Window) : Instruction;
