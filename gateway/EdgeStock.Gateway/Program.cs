using System.CommandLine;
using System.CommandLine.Help;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;
using EdgeStock.Mqtt;
using Microsoft.Data.Sqlite;

// edgestock: the gateway and the tool in one program. Exit codes: 0 good, 1 the thing asked about is not good, 2 wrong use or unreadable input.
var data = new Option<string>("--data") { Description = "folder of the ledger and the control socket", DefaultValueFactory = _ => "/var/lib/edgestock" };

// Under the launcher's name: a RootCommand would call itself after the assembly.
var root = new System.CommandLine.Command("edgestock", "EdgeStock: stock and climate of hospital storerooms, counted at the edge")
{
    RunCommand.Verb(data), ConfigCommand.Verb(data), DeviceCommand.Verb(data), PersonCommand.Verb(data), VerifyCommand.Verb(data), ExportCommand.Verb(data), RebuildCommand.Verb(data),
    BackupCommand.Verb(data), RestoreCommand.Verb(data),
    CatalogueCommand.Verb(data), ConsumptionCommand.Verb(data), ExemptionCommand.Verb(data), CoverageCommand.Verb(data), ClimateCommand.Verb(data), ReportCommand.Verb(data),
    GoodsInCommand.Verb(data), OpenCaseCommand.Verb(data), ReturnCommand.Verb(data), WasteCommand.Verb(data), TransferCommand.Verb(data), StockTakeCommand.Verb(data),
    AlarmCommand.Verb(data), NotifyCommand.Verb(data), QuarantineCommand.Verb(data), ReleaseCommand.Verb(data), RecallCommand.Verb(data), LotsCommand.Verb(data), AcclimatiseCommand.Verb(data),
    RecordCommand.Verb(data), ReplayCommand.Verb(), DecodeCommand.Verb(), new HelpOption(), new VersionOption(),
};
var result = root.Parse(args);
if (result.Errors.Count > 0)
{
    foreach (var error in result.Errors)
    {
        await Console.Error.WriteLineAsync($"edgestock: {error.Message}");
    }

    await Console.Error.WriteLineAsync("see 'edgestock --help'");
    return 2;
}

try
{
    // The host and 'record' take SIGINT and SIGTERM themselves: a stop lasts until the last commit, not two seconds.
    return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (InstructionRefusedException e)
{
    await Console.Error.WriteLineAsync($"edgestock: {e.Message}");
    return 1;
}
catch (Exception e) when (e is CommandException or LedgerFormatException or LedgerInUseException or BackupException or BrokerLibraryException or FormatException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"edgestock: {e.Message}");
    return 2;
}
catch (SqliteException e)
{
    await Console.Error.WriteLineAsync($"edgestock: the ledger cannot be read or written: {e.Message} Run 'edgestock verify' to see what is wrong; a damaged ledger is kept as it is, and the newest backup that verifies restored");
    return 2;
}
