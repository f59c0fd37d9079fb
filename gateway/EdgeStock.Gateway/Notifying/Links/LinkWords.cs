using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>The words of the page behind a link, in one language.</summary>
internal sealed record LinkWords
{
    /// <summary>Language code of the document.</summary>
    public required string Language { get; init; }

    /// <summary>Code and name of the other language.</summary>
    public required (string Code, string Name) Other { get; init; }

    public required string Alarm { get; init; }

    public required string Since { get; init; }

    public required string Peak { get; init; }

    public required string Now { get; init; }

    public required string Limit { get; init; }

    public required string Reason { get; init; }

    public required string Action { get; init; }

    public required string Choose { get; init; }

    public required string More { get; init; }

    public required string Acknowledge { get; init; }

    public required string As { get; init; }

    public required string Incomplete { get; init; }

    public required string Wrong { get; init; }

    public required string Expired { get; init; }

    public required string Used { get; init; }

    public required string Drill { get; init; }

    public required string Next { get; init; }

    public required string NotKept { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    public required Func<string, string, string, string> AcknowledgedBy { get; init; }

    public required Func<LinkedState, string> State { get; init; }

    public required Func<AlarmKind, string?> Kind { get; init; }

    public required Func<string, string> Quantity { get; init; }

    public static LinkWords English { get; } = new()
    {
        Language = "en",
        Other = ("sv", "Svenska"),
        Alarm = "Alarm",
        Since = "Since",
        Peak = "Farthest out",
        Now = "Last minute",
        Limit = "Limit",
        Reason = "Why did it come, as far as you know?",
        Action = "What do you do about it?",
        Choose = "Choose …",
        More = "In your own words (may be left empty)",
        Acknowledge = "Acknowledge",
        As = "The ledger will say that this was acknowledged by",
        Incomplete = "Choose a reason and an action, or write them.",
        Wrong = "This link is not valid. It may have been cut by the mail program: copy the whole of it into the browser. Otherwise see 'edgestock alarm list' or the status page on site.",
        Expired = "This link is too old. See 'edgestock alarm list' or the status page on site, or use the link of a newer message.",
        Drill = "This is a drill. Nothing is wrong, and the link works. When the drill arrived as it should, sign it with 'edgestock notify sign'.",
        Used = "Nothing is left to acknowledge by this link.",
        Next = "When the corrective action is done, confirm it with 'edgestock alarm confirm'.",
        NotKept = "The gateway cannot keep it now. Nothing was acknowledged: telephone, and try again in a few minutes.",
        Reasons = ["Door or window stood open", "Cooling, heating or ventilation failed", "Goods were put in or taken out", "Cleaning, defrost or maintenance", "Sensor or cable", "Power cut", "Not known yet"],
        Actions = ["On my way to look", "Closed it", "Called the technician", "Moved the goods", "Asked the ward to look", "No action needed"],
        AcknowledgedBy = (by, at, what) => $"Acknowledged by {by} at {at}: {what}",
        State = state => state switch
        {
            LinkedState.Open => "NOT ACKNOWLEDGED",
            LinkedState.Acknowledged => "acknowledged",
            LinkedState.RaisedAnew => "came again since; a newer message tells of that",
            LinkedState.Aside => "shelved, suppressed or out of service",
            _ => "over",
        },
        Kind = new EnglishWords().Kind,
        Quantity = quantity => quantity,
    };

    public static LinkWords Swedish { get; } = new()
    {
        Language = "sv",
        Other = ("en", "English"),
        Alarm = "Larm",
        Since = "Sedan",
        Peak = "Längst ut",
        Now = "Senaste minuten",
        Limit = "Gräns",
        Reason = "Varför kom det, såvitt du vet?",
        Action = "Vad gör du åt det?",
        Choose = "Välj …",
        More = "Med egna ord (får lämnas tomt)",
        Acknowledge = "Kvittera",
        As = "I liggaren kommer det att stå att detta kvitterades av",
        Incomplete = "Välj en orsak och en åtgärd, eller skriv dem.",
        Wrong = "Länken gäller inte. Den kan ha kortats av e-postprogrammet: kopiera hela länken till webbläsaren. Se annars ”edgestock alarm list” eller statussidan på plats.",
        Expired = "Länken är för gammal. Se ”edgestock alarm list” eller statussidan på plats, eller använd länken i ett nyare meddelande.",
        Drill = "Detta är en övning. Inget är fel, och länken fungerar. Kom övningen fram som den skulle, bekräfta den med ”edgestock notify sign”.",
        Used = "Det finns inget kvar att kvittera med länken.",
        Next = "När åtgärden är klar: bekräfta den med ”edgestock alarm confirm”.",
        NotKept = "Gatewayen kan inte spara det nu. Inget kvitterades: ring, och försök igen om några minuter.",
        Reasons = ["Dörr eller fönster stod öppet", "Kyla, värme eller ventilation stannade", "Varor lades in eller togs ut", "Städning, avfrostning eller underhåll", "Givare eller kabel", "Strömavbrott", "Inte känt ännu"],
        Actions = ["På väg för att titta", "Stängde", "Ringde teknikern", "Flyttade varorna", "Bad avdelningen titta", "Ingen åtgärd behövs"],
        AcknowledgedBy = (by, at, what) => $"Kvitterat av {by} kl. {at}: {what}",
        State = state => state switch
        {
            LinkedState.Open => "INTE KVITTERAT",
            LinkedState.Acknowledged => "kvitterat",
            LinkedState.RaisedAnew => "har kommit på nytt; ett nyare meddelande säger det",
            LinkedState.Aside => "undanlagt, undertryckt eller ur drift",
            _ => "över",
        },
        Kind = new SwedishWords().Kind,
        Quantity = quantity => quantity switch { "temperature" => "temperatur", "humidity" => "fuktighet", _ => quantity },
    };

    /// <summary>The language that is asked for, else the browser's first that there is.</summary>
    public static LinkWords Of(string? asked, string? accepted) =>
        (asked ?? accepted?.Split(',').Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith("sv", StringComparison.OrdinalIgnoreCase) || l.StartsWith("en", StringComparison.OrdinalIgnoreCase)))
        ?.StartsWith("sv", StringComparison.OrdinalIgnoreCase) == true ? Swedish : English;
}
