using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Intake;

/// <summary>What came of an attempt to tell somebody, as a recording carries it.</summary>
internal static class DeliveryText
{
    /// <summary>Its verb.</summary>
    public const string Verb = "delivery";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Its line.</summary>
    public static CommandInputLine Of(NoteDelivery note) =>
        new(note.Taken, Verb, "gateway", Body: JsonSerializer.Serialize(new Written(note.Notification, note.Recipient, note.Channel, note.Outcome, note.Attempts, note.Reason), Form));

    /// <summary>The input of a line.</summary>
    /// <exception cref="CommandException">Its body is wrong.</exception>
    public static NoteDelivery Read(CommandInputLine line)
    {
        try
        {
            var w = JsonSerializer.Deserialize<Written>(line.Body ?? "", Form) ?? throw new JsonException("it is null");
            return new(line.At, w.Notification, w.Recipient, w.Channel, w.Outcome, w.Attempts, w.Reason);
        }
        catch (JsonException e)
        {
            throw new CommandException($"the recording holds a '{Verb}' that cannot be read: {e.Message}");
        }
    }

    private sealed record Written(string Notification, string Recipient, string Channel, DeliveryOutcome Outcome, int Attempts, string? Reason);
}
