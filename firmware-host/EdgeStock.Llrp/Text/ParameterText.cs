using System.Text.Json.Nodes;

namespace EdgeStock.Llrp;

/// <summary>Any parameter that the schema names, as JSON.</summary>
internal static class ParameterText
{
    /// <summary>Adds a parameter to what encloses it under its standard name; an unknown one is noted.</summary>
    public static void DescribeInto(ref BoundedReader value, ushort type, JsonObject enclosing)
    {
        if (LlrpSchema.Parameter(type) is not { } layout)
        {
            value.Skip(type);
            return;
        }

        if (type == ParameterType.Custom)
        {
            // shown as octets, and said to be not understood
            value.Skip(type);
        }

        Add(enclosing, layout.Name, Describe(ref value, layout), layout.Repeats);
    }

    public static JsonNode? Describe(ref BoundedReader value, LlrpLayout layout)
    {
        var text = new JsonObject();
        FieldText.Describe(ref value, layout, text);
        if (layout.Nests)
        {
            while (value.TryNext(out var type, out var inner))
            {
                DescribeInto(ref inner, type, text);
            }
        }
        else if (!value.Notes.Failed && value.Remaining > 0)
        {
            value.Notes.Warn($"{layout.Name}: {value.Remaining} octets after its last field are skipped");
        }

        if (!layout.Bare)
        {
            return text;
        }

        var bare = text[layout.Name];
        text.Remove(layout.Name);
        return bare;
    }

    /// <summary>What can repeat is always a list; anything else that repeats all the same becomes one.</summary>
    public static void Add(JsonObject enclosing, string name, JsonNode? value, bool repeats)
    {
        switch (enclosing[name])
        {
            case JsonArray list:
                list.Add(value);
                break;
            case { } first when enclosing.Remove(name):
                enclosing[name] = new JsonArray(first, value);
                break;
            default:
                enclosing[name] = repeats ? new JsonArray(value) : value;
                break;
        }
    }
}
