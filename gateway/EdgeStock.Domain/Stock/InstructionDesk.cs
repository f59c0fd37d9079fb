namespace EdgeStock.Domain;

/// <summary>What comes of an instruction: events, or a refusal that says why and what to do next.</summary>
public sealed record Decision(IReadOnlyList<StoreroomEvent> Events, string? Refused)
{
    /// <summary>It is done.</summary>
    public static Decision Of(params IReadOnlyList<StoreroomEvent> events) => new(events, null);

    /// <summary>It is not done.</summary>
    public static Decision No(string why) => new([], why);
}

/// <summary>Decides instructions against what the ledger says. Pure: the same read models and the same words give the same events.</summary>
public static class InstructionDesk
{
    private const int LongestText = 500;

    /// <summary>Decides one instruction.</summary>
    /// <param name="next">Sequence of the ledger's next entry; new ids are made of it.</param>
    /// <param name="air">The air at the climate points now; null where nobody can say it.</param>
    public static Decision Decide(Site site, Projection projection, long next, Instruct instruct, IReadOnlyList<RoomAir>? air = null)
    {
        var desk = new GoodsDesk(site, projection, instruct);
        return instruct.What switch
        {
            ReceiveGoods x => Acclimatising.Arriving(site, projection, air ?? [], new ReceivingDesk(site, projection, instruct).Receive(x), instruct.By),
            OpenCase x => new ReceivingDesk(site, projection, instruct).Open(x),
            ReturnGoods x => desk.Return(x),
            WasteGoods x => desk.Waste(x),
            TransferGoods x => Acclimatising.Arriving(site, projection, air ?? [], desk.Transfer(x), instruct.By),
            TakeStock x => StockTakeDesk.Decide(site, projection, instruct, x),
            QuarantineGoods x => desk.Quarantine(x),
            ReleaseGoods x => desk.Release(x),
            RecallGoods x => desk.Recall(x, next),
            EndRecall x => desk.EndRecall(x),
            ImportCatalogue x => CatalogueDesk.Import(site, projection, instruct, x),
            SetNormalConsumption x => CatalogueDesk.SetNormal(site, projection, instruct, x),
            GrantExemption x => ExemptionDesk.Grant(site, projection, instruct, x.Exemption),
            ReviewExemption x => ExemptionDesk.Review(site, projection, instruct, x),
            EndExemption x => ExemptionDesk.End(projection, instruct, x),
            PlanWindow x => WindowDesk.Plan(site, projection, instruct, x, next),
            UnplanWindow x => WindowDesk.Unplan(site, projection, instruct, x),
            DecideLot x => new LotDecisionDesk(site, projection, instruct).Decide(x),
            AcclimatiseLot x => Acclimatising.Decide(site, projection, air ?? [], instruct, x),
            AlarmInstruction x => new AlarmDesk(site, projection, instruct).Decide(x),
            NotificationInstruction x => NotificationDesk.Decide(site, projection, next, instruct, x),
            _ => Decision.No($"{instruct.What.GetType().Name} is no instruction that this release knows"),
        };
    }

    /// <summary>Why a text cannot stand in the ledger for good; null when it can.</summary>
    internal static string? Wrong(string? text, string what) =>
        string.IsNullOrWhiteSpace(text) ? $"{what} is missing: say it in a few words"
        : text.Length > LongestText ? $"{what} has {text.Length} characters: say it in at most {LongestText}"
        : text.Any(char.IsControl) ? $"{what} holds a control character: write it on one line" : null;

    /// <summary>Why goods are not taken in, whose last day is over; null when it is not.</summary>
    internal static Decision? TooOld(string article, string? lot, DateOnly? expiry, DateOnly today) => expiry < today
        ? Decision.No($"{(lot is null ? "it" : $"lot {lot} of '{article}'")} was to be used until {expiry:yyyy-MM-dd}: goods that are too old are not taken in; check the date, and send them back or throw them away")
        : null;

    /// <summary>What there is, in words.</summary>
    internal static string Are(IEnumerable<string> names) => names.ToList() is { Count: > 0 } some ? $"are {string.Join(", ", some)}" : "are none";

    /// <summary>Why a storeroom cannot be meant; null when it stands at the site.</summary>
    internal static string? WrongRoom(Site site, string? room) =>
        site.Rooms.Any(r => r.Id == room) ? null : $"'{room}' is no storeroom of this gateway: there are {string.Join(", ", site.Rooms.Select(r => r.Id))}";
}
