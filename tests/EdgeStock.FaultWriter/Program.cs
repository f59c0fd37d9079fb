using EdgeStock.FaultWriter;

// Writes a storeroom's ledger for a test to interrupt. Each commit that returned is acknowledged on standard output. Exit codes: 0 every
// ledger came to its end or said why not, 2 wrong use.
try
{
    foreach (var options in Options.Read(args))
    {
        new Writer(options, Console.Out).Run();
    }

    return 0;
}
catch (FormatException e)
{
    Console.Error.WriteLine($"{e.Message}\n{Options.Usage}");
    return 2;
}
