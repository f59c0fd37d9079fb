using EdgeStock.Simulator;
using EdgeStock.Wire;

return await CommandLine.Root(ScaledClock.FromEnvironment()).Parse(args).InvokeAsync();
