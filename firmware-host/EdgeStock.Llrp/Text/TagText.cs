using System.Text.Json.Nodes;

namespace EdgeStock.Llrp;

/// <summary>One tag of a report as JSON: the same values that a driver gets, the others by their standard names.</summary>
internal static class TagText
{
    public static (TagReport? Tag, JsonObject? Text) Describe(ref BoundedReader value, TagReport last)
    {
        var again = value;
        if (TagReportCodec.Read(ref value, last) is not { } tag || value.Notes.Failed)
        {
            return (null, null);
        }

        var text = new JsonObject { ["epc"] = tag.EpcHex };
        if (tag.EpcBits != tag.Epc.Length * 8)
        {
            text["epcBits"] = tag.EpcBits;
        }

        Put(text, "antenna", tag.Antenna);
        Put(text, "rssi", tag.PeakRssi);
        Times(text, tag);
        Put(text, "count", tag.SeenCount);
        Put(text, "pc", tag.Pc);
        Put(text, "crc", tag.Crc);
        Put(text, "channel", tag.ChannelIndex);
        Put(text, "roSpec", tag.RoSpecId);
        Put(text, "specIndex", tag.SpecIndex);
        Put(text, "inventoryParameterSpec", tag.InventoryParameterSpecId);
        Put(text, "accessSpec", tag.AccessSpecId);
        Others(ref again, text);
        return (tag, text);
    }

    // `uptime` is when the tag was seen last, or first if that is all there is
    private static void Times(JsonObject text, TagReport tag)
    {
        if (tag.FirstSeen is { IsUptime: false } first)
        {
            text["firstSeen"] = FieldText.Instant(first.Microseconds);
        }

        if (tag.LastSeen is { IsUptime: false } last)
        {
            text["lastSeen"] = FieldText.Instant(last.Microseconds);
        }

        if (tag.LastSeen is { IsUptime: true } lastUp)
        {
            text["uptime"] = lastUp.Microseconds;
        }

        if (tag.FirstSeen is { IsUptime: true } firstUp)
        {
            text[text.ContainsKey("uptime") ? "firstSeenUptime" : "uptime"] = firstUp.Microseconds;
        }
    }

    private static void Others(ref BoundedReader value, JsonObject text)
    {
        // a second pass over what the first has noted already
        var silent = value.Silent();
        while (silent.TryNext(out var type, out var inner))
        {
            if (!TagReportCodec.Knows(type))
            {
                ParameterText.DescribeInto(ref inner, type, text);
            }
        }
    }

    private static void Put<T>(JsonObject text, string name, T? value)
        where T : struct
    {
        if (value is { } v)
        {
            text[name] = JsonValue.Create(v);
        }
    }
}
