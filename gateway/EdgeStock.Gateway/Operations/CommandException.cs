namespace EdgeStock.Gateway.Operations;

/// <summary>A command cannot be carried out: what, where, and what to do next. Exit code 2.</summary>
internal sealed class CommandException(string message) : Exception(message);
