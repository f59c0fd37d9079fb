using Microsoft.Extensions.Logging;

namespace EdgeStock.FirmwareHost.Drivers;

/// <summary>Logs when a device begins to send what cannot be taken and when it ends; in between its errors are only counted.</summary>
internal sealed class ErrorWatch(string device, ILogger log)
{
    private long seen;
    private bool failing;

    /// <summary>Looks at the device's errors so far; once a minute.</summary>
    public void Look(long errors)
    {
        if (errors > seen && !failing)
        {
            log.InputsFail(device, errors - seen, errors);
        }
        else if (errors == seen && failing)
        {
            log.InputsFine(device, errors);
        }

        (failing, seen) = (errors > seen, errors);
    }
}
