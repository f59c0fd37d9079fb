namespace EdgeStock.Gateway.Operations;

/// <summary>What somebody said cannot be done: why, and what to do next. Nothing was wrong with how it was said, and nothing was changed. Exit code 1.</summary>
internal sealed class InstructionRefusedException(string message) : Exception(message);
