using System.Text.Json;

namespace EdgeStock.Gateway.Publishing;

/// <summary>Objects and arrays inside a document.</summary>
internal static class JsonParts
{
    /// <summary>An object.</summary>
    public static void Object(Utf8JsonWriter json, string name, Action write)
    {
        json.WriteStartObject(name);
        write();
        json.WriteEndObject();
    }

    /// <summary>An array of objects.</summary>
    public static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
