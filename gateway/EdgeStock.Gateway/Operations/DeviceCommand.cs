using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace EdgeStock.Gateway.Operations;

/// <summary>The devices of a running gateway: what they say, and what can be asked of them.</summary>
internal static class DeviceCommand
{
    public static Command Verb(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var list = new Command("list", "every device, its state and when it was last heard") { data, json };
        list.SetAction((parsed, _) => ListAsync(parsed.GetValue(data)!, parsed.GetValue(json)));

        var device = new Argument<string>("DEVICE") { Description = "id of a device, as in the site file" };
        var state = new Argument<string>("STATE") { Description = "on, off or blink" };
        var place = new Argument<string>("DEVICE") { Description = "a reader: what its antennas hear now; a host: what hangs on its buses" };
        var zero = new Command("zero", "set an empty scale to zero; recorded in the ledger") { device, data };
        zero.SetAction((parsed, _) => AskAsync(parsed.GetValue(data)!, parsed.GetValue(device)!, new("zero", null)));
        var identify = new Command("identify", "let a device show where it is") { device, data };
        identify.SetAction((parsed, _) => AskAsync(parsed.GetValue(data)!, parsed.GetValue(device)!, new("identify", null)));
        var led = new Command("led", "set a light") { device, state, data };
        led.SetAction((parsed, _) => AskAsync(parsed.GetValue(data)!, parsed.GetValue(device)!, new("led", parsed.GetValue(state)!)));
        var scan = new Command("scan", "look for tags or for devices") { place, data };
        scan.SetAction((parsed, _) => AskAsync(parsed.GetValue(data)!, parsed.GetValue(place)!, new("scan", null)));
        var raw = new Command("raw", "the last counts of a bare load cell, to calibrate it") { device, data };
        raw.SetAction((parsed, _) => RawAsync(parsed.GetValue(data)!, parsed.GetValue(device)!));
        return new("device", "devices of the running gateway") { list, raw, zero, identify, led, scan, CalibrationCommand.Verb(data) };
    }

    private static async Task<int> ListAsync(string data, bool json)
    {
        using var gateway = new ControlClient(data);
        var devices = await gateway.AskAsync<List<DeviceReply>>(HttpMethod.Get, "devices");
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(devices, JsonSerializerOptions.Web));
            return 0;
        }

        var wide = devices.Select(d => d.Id.Length).DefaultIfEmpty(6).Max();
        await Console.Out.WriteLineAsync($"{"device".PadRight(wide)}  kind     state    last heard (UTC)      reason");
        foreach (var d in devices)
        {
            var heard = d.LastHeard?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "never";
            await Console.Out.WriteLineAsync($"{d.Id.PadRight(wide)}  {d.Kind,-7}  {d.State,-7}  {heard,-20}  {d.Reason}");
        }

        return 0;
    }

    private static async Task<int> RawAsync(string data, string device)
    {
        using var gateway = new ControlClient(data);
        var raw = await gateway.AskAsync<RawWeight>(HttpMethod.Get, $"devices/{Uri.EscapeDataString(device)}/raw");
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{device}: {raw.Mean:0.0} counts, mean of {raw.Readings} readings that differ by {raw.Spread:0.0} (standard deviation), the last at {raw.At.UtcDateTime:HH:mm:ss} UTC"));
        return 0;
    }

    /// <returns>0 when it was done.</returns>
    /// <exception cref="CommandException">It cannot be asked.</exception>
    private static async Task<int> AskAsync(string data, string device, DeviceAsk ask)
    {
        using var gateway = new ControlClient(data);
        using var response = await gateway.SendAsync(HttpMethod.Post, $"devices/{Uri.EscapeDataString(device)}", JsonContent.Create(ask));
        if (response.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            // Asked, and not done: the device's own answer.
            await Console.Out.WriteLineAsync((await response.Content.ReadFromJsonAsync<ControlRefusal>())!.Error);
            return 1;
        }

        var done = await ControlClient.ReadAsync<DeviceDone>(response);
        await Console.Out.WriteLineAsync($"{device}: {done.Result ?? "done"}{(done.Seq is { } seq ? $" (in the ledger up to entry {seq})" : "")}");
        return 0;
    }
}
