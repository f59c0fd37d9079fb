using System.Text.Json.Nodes;

namespace EdgeStock.Llrp;

/// <summary>The JSON object for one message: header, tags, events, status, the rest by its standard names, warnings.</summary>
internal static class MessageText
{
    public static JsonObject Describe(LlrpFrame frame, StickyValues sticky, DecodeNotes notes)
    {
        var layout = LlrpSchema.Message((int)frame.Type);
        var text = new JsonObject
        {
            ["message"] = layout?.Name ?? "UNKNOWN",
            ["type"] = (int)frame.Type,
            ["id"] = frame.Id,
            ["version"] = frame.Version,
        };
        if (frame.Type == LlrpMessageType.RoAccessReport)
        {
            // A report without tags is said as one: "no tag" is news, a missing field is not.
            text["tags"] = new JsonArray();
        }

        if (frame.Version is not (1 or 2))
        {
            notes.Warn($"protocol version {frame.Version} is not known and read as version 1");
        }

        var parameters = new JsonObject();
        if (layout is null)
        {
            notes.Skip($"unknown message type {(int)frame.Type}: its {frame.Body.Length} octets are skipped");
        }
        else
        {
            var body = new BoundedReader(frame.Body.Span, notes);
            FieldText.Describe(ref body, layout, parameters);
            if (layout.Nests)
            {
                Nested(ref body, sticky, text, parameters);
            }
        }

        if (parameters.Count > 0)
        {
            text["parameters"] = parameters;
        }

        if (notes.Warnings.Count > 0)
        {
            text["warnings"] = new JsonArray([.. notes.Warnings.Select(w => JsonValue.Create(w))]);
        }

        return text;
    }

    private static void Nested(ref BoundedReader body, StickyValues sticky, JsonObject text, JsonObject parameters)
    {
        var last = sticky.Last;
        while (body.TryNext(out var type, out var value))
        {
            switch (type)
            {
                case ParameterType.TagReportData:
                    var (tag, described) = TagText.Describe(ref value, last);
                    last = tag ?? last;
                    if (described is not null)
                    {
                        ParameterText.Add(text, "tags", described, repeats: true);
                    }

                    break;
                case ParameterType.ReaderEventNotificationData:
                    text["events"] = ParameterText.Describe(ref value, LlrpSchema.Parameter(type)!);
                    break;
                case ParameterType.LlrpStatus:
                    text["status"] = Status(LlrpStatus.Read(ref value));
                    break;
                default:
                    ParameterText.DescribeInto(ref value, type, parameters);
                    break;
            }
        }

        sticky.Last = body.Notes.Failed ? sticky.Last : last;
    }

    private static JsonObject Status(LlrpStatus status)
    {
        var text = new JsonObject { ["code"] = status.Code, ["text"] = status.Text };
        if (LlrpStatusCode.Name(status.Code) is { } name)
        {
            text["name"] = name;
        }

        if (status.Path.Count > 0)
        {
            text["path"] = status.PathText;
        }

        return text;
    }
}
