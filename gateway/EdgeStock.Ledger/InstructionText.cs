using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>Instructions as the control socket, recordings and traces carry them: a verb, and a JSON object as its body.</summary>
public static class InstructionText
{
    private static readonly (string Verb, Type Type)[] Verbs =
    [
        ("goods-in", typeof(ReceiveGoods)),
        ("open-case", typeof(OpenCase)),
        ("return", typeof(ReturnGoods)),
        ("waste", typeof(WasteGoods)),
        ("transfer", typeof(TransferGoods)),
        ("stock-take", typeof(TakeStock)),
        ("quarantine", typeof(QuarantineGoods)),
        ("release", typeof(ReleaseGoods)),
        ("recall", typeof(RecallGoods)),
        ("end-recall", typeof(EndRecall)),
        ("catalogue", typeof(ImportCatalogue)),
        ("consumption", typeof(SetNormalConsumption)),
        ("exemption", typeof(GrantExemption)),
        ("review-exemption", typeof(ReviewExemption)),
        ("end-exemption", typeof(EndExemption)),
        ("decide-lot", typeof(DecideLot)),
        ("acclimatise", typeof(AcclimatiseLot)),
        ("alarm-ack", typeof(AcknowledgeAlarm)),
        ("alarm-confirm", typeof(ConfirmAlarm)),
        ("alarm-shelve", typeof(ShelveAlarm)),
        ("alarm-unshelve", typeof(UnshelveAlarm)),
        ("alarm-suppress", typeof(SuppressAlarm)),
        ("alarm-unsuppress", typeof(UnsuppressAlarm)),
        ("alarm-out-of-service", typeof(TakeAlarmOut)),
        ("alarm-in-service", typeof(PutAlarmBack)),
        ("alarm-judge", typeof(JudgeAlarm)),
        ("alarm-plan", typeof(PlanWindow)),
        ("alarm-unplan", typeof(UnplanWindow)),
        ("notify-drill", typeof(StartDrill)),
        ("notify-sign", typeof(SignDrill)),
    ];

    private static readonly Dictionary<string, Type> Types = Verbs.ToDictionary(v => v.Verb, v => v.Type, StringComparer.Ordinal);
    private static readonly Dictionary<Type, string> Names = Verbs.ToDictionary(v => v.Type, v => v.Verb);

    /// <summary>The verb of an instruction.</summary>
    public static string VerbOf(Instruction what) => Names[what.GetType()];

    /// <summary>Whether a verb is an instruction's.</summary>
    public static bool Knows(string verb) => Types.ContainsKey(verb);

    /// <summary>The body of an instruction.</summary>
    public static string Write(Instruction what) => JsonSerializer.Serialize(what, what.GetType(), LedgerJson.Plain);

    /// <summary>Reads an instruction.</summary>
    /// <exception cref="FormatException">The verb is not known, or the body is not that verb's; the message says why.</exception>
    public static Instruction Read(string verb, string body)
    {
        if (!Types.TryGetValue(verb, out var type))
        {
            throw new FormatException($"'{verb}' is no instruction that this release knows");
        }

        try
        {
            return (Instruction?)JsonSerializer.Deserialize(body, type, LedgerJson.Plain) ?? throw new FormatException($"the body of '{verb}' is null");
        }
        catch (JsonException e)
        {
            throw new FormatException($"the body of '{verb}' cannot be read: {e.Message}");
        }
    }
}
