using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>How far a copy has come, on standard error, where a person looks on.</summary>
internal sealed class BackupProgress : IProgress<BackupStep>
{
    private readonly bool shown = !Console.IsErrorRedirected;
    private (bool Checking, long Percent) last = (false, -1);

    public void Report(BackupStep value)
    {
        var percent = value.Total > 0 ? Math.Min(100, value.Done * 100 / value.Total) : 0;
        if (!shown || last == (value.Checking, percent))
        {
            return;
        }

        last = (value.Checking, percent);
        Console.Error.Write(value.Checking ? $"\rchecking {percent,3} %  {value.Done} entries  " : $"\rcopying  {percent,3} %  {value.Done >> 20} of {value.Total >> 20} MB  ");
    }

    public void Clear()
    {
        if (shown)
        {
            Console.Error.Write("\r\u001b[K");
        }
    }
}
