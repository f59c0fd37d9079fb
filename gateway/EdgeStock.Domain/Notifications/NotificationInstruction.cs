namespace EdgeStock.Domain;

/// <summary>Something that somebody says about messages to people.</summary>
public abstract record NotificationInstruction : Instruction;

/// <summary>Begin a drill now: everybody whom any step would tell is told that it is one.</summary>
public sealed record StartDrill : NotificationInstruction;

/// <summary>A drill arrived.</summary>
/// <param name="Drill">Its id.</param>
/// <param name="Reason">What was seen, in words.</param>
public sealed record SignDrill(string Drill, string Reason) : NotificationInstruction;
