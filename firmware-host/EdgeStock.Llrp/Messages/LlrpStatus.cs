using System.Globalization;

namespace EdgeStock.Llrp;

/// <summary>How a reader took a request (LLRPStatus, 287).</summary>
/// <param name="Code">Code of <see cref="LlrpStatusCode"/>, 0 for success.</param>
/// <param name="Text">The reader's own words.</param>
/// <param name="Path">From the outermost parameter at fault down to the field.</param>
public sealed record LlrpStatus(ushort Code, string Text, IReadOnlyList<LlrpStatusStep> Path)
{
    public static LlrpStatus Success { get; } = new(LlrpStatusCode.Success, "", []);

    public bool Ok => Code == LlrpStatusCode.Success;

    public static LlrpStatus Failure(ushort code, string text, params IReadOnlyList<LlrpStatusStep> path) => new(code, text, path);

    /// <summary>The path in words: <c>ROSpec (177) P_ParameterError &gt; field 2 A_OutOfRange</c>; empty when the reader gave none.</summary>
    public string PathText => string.Join(" > ", Path.Select(step => step.ToString()));

    /// <summary>One sentence for a person.</summary>
    public override string ToString() =>
        $"{Named(Code)}{(Text.Length > 0 ? $": {Text}" : "")}{(Path.Count > 0 ? $" ({PathText})" : "")}";

    internal static string Named(ushort code) => LlrpStatusCode.Name(code) is { } name ? $"{name} ({code})" : $"status {code.ToString(CultureInfo.InvariantCulture)}";

    internal static LlrpStatus Read(ref BoundedReader value)
    {
        var code = value.U16();
        var text = value.Utf8();
        var path = new List<LlrpStatusStep>();
        ReadSteps(ref value, path);
        return new LlrpStatus(code, text, path);
    }

    internal void Write(LlrpWriter writer) => writer.Tlv(ParameterType.LlrpStatus, w =>
    {
        w.U16(Code).Utf8(Text);
        WriteSteps(w, 0);
    });

    private static void ReadSteps(ref BoundedReader value, List<LlrpStatusStep> path)
    {
        while (value.TryNext(out var type, out var inner))
        {
            if (type == ParameterType.FieldError)
            {
                path.Add(new LlrpStatusStep(null, inner.U16(), inner.U16()));
            }
            else if (type == ParameterType.ParameterError)
            {
                path.Add(new LlrpStatusStep(inner.U16(), null, inner.U16()));
                ReadSteps(ref inner, path);
            }
            else
            {
                inner.Skip(type);
            }
        }
    }

    private void WriteSteps(LlrpWriter writer, int from)
    {
        if (from == Path.Count)
        {
            return;
        }

        var step = Path[from];
        if (step.ParameterType is { } parameter)
        {
            writer.Tlv(ParameterType.ParameterError, w =>
            {
                w.U16(parameter).U16(step.Code);
                WriteSteps(w, from + 1);
            });
        }
        else
        {
            writer.Tlv(ParameterType.FieldError, w => w.U16(step.Field ?? 0).U16(step.Code));
            WriteSteps(writer, from + 1);
        }
    }
}

/// <summary>One step towards what a reader refuses: a parameter by its type, or a field by its place (from 0).</summary>
public sealed record LlrpStatusStep(ushort? ParameterType, ushort? Field, ushort Code)
{
    public override string ToString() =>
        $"{(ParameterType is { } type ? LlrpSchema.NameOfParameter(type) : $"field {Field}")} {LlrpStatus.Named(Code)}";
}
