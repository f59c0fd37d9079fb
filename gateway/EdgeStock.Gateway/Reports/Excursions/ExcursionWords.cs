namespace EdgeStock.Gateway.Reports;

/// <summary>The words of an excursion's report, in one language. Long, because it is a table: a word that is missing in a language does not compile.</summary>
internal sealed record ExcursionWords
{
    public required string Title { get; init; }
    public required string ListTitle { get; init; }
    public required string ListIntro { get; init; }
    public required string ListNone { get; init; }
    public required string OtherLanguage { get; init; }
    public required string StatusPage { get; init; }
    public required string AllExcursions { get; init; }
    public required string Provisional { get; init; }
    public required string Site { get; init; }
    public required string Room { get; init; }
    public required string Point { get; init; }
    public required string Profile { get; init; }
    public required string NoProfile { get; init; }
    public required string Alarm { get; init; }
    public required string Severity { get; init; }
    public required string SeverityHigh { get; init; }
    public required string SeverityMedium { get; init; }
    public required string SeverityLow { get; init; }
    public required string Release { get; init; }
    public required string MadeAt { get; init; }
    public required string TimesIn { get; init; }
    public required string Temperature { get; init; }
    public required string Humidity { get; init; }
    public required string LowLow { get; init; }
    public required string Low { get; init; }
    public required string High { get; init; }
    public required string HighHigh { get; init; }
    public required string Limits { get; init; }
    public required string Limit { get; init; }
    public required string Above { get; init; }
    public required string Below { get; init; }
    public required string Deadband { get; init; }
    public required string OnDelay { get; init; }
    public required string OffDelay { get; init; }
    public required string Minutes { get; init; }
    public required string Hours { get; init; }
    public required string LimitsText { get; init; }
    public required string Course { get; init; }
    public required string CourseText { get; init; }
    public required string CourseNone { get; init; }
    public required string HoursOnly { get; init; }
    public required string OuterLimit { get; init; }
    public required string Onset { get; init; }
    public required string Judgement { get; init; }
    public required string NoJudgement { get; init; }
    public required string Start { get; init; }
    public required string End { get; init; }
    public required string NotOver { get; init; }
    public required string StartEarliest { get; init; }
    public required string EndLatest { get; init; }
    public required string Peak { get; init; }
    public required string MinutesOutside { get; init; }
    public required string MinutesUnknown { get; init; }
    public required string UnknownText { get; init; }
    public required string MinutesUncertain { get; init; }
    public required string Mkt { get; init; }
    public required string MktOver { get; init; }
    public required string Days { get; init; }
    public required string MktTo { get; init; }
    public required string MktBetween { get; init; }
    public required string And { get; init; }
    public required string Measured { get; init; }
    public required string MktGaps { get; init; }
    public required string VerdictWithin { get; init; }
    public required string VerdictExceeded { get; init; }
    public required string VerdictUnknown { get; init; }
    public required string Budget { get; init; }
    public required string BudgetAt { get; init; }
    public required string BudgetEndless { get; init; }
    public required string BudgetAtLeast { get; init; }
    public required string BudgetText { get; init; }
    public required string Lots { get; init; }
    public required string LotsText { get; init; }
    public required string NoLots { get; init; }
    public required string Article { get; init; }
    public required string Lot { get; init; }
    public required string LotUnknown { get; init; }
    public required string Expiry { get; init; }
    public required string Pieces { get; init; }
    public required string There { get; init; }
    public required string ToTheEnd { get; init; }
    public required string Outside { get; init; }
    public required string Unknown { get; init; }
    public required string Decision { get; init; }
    public required string NotDecided { get; init; }
    public required string Released { get; init; }
    public required string Quarantine { get; init; }
    public required string Discard { get; init; }
    public required string Earlier { get; init; }
    public required string Of { get; init; }
    public required string UndecidedLots { get; init; }
    public required string AllDecided { get; init; }
    public required string Timeline { get; init; }
    public required string When { get; init; }
    public required string Entry { get; init; }
    public required string What { get; init; }
    public required string State { get; init; }
    public required string Who { get; init; }
    public required string Gateway { get; init; }
    public required string StateNormal { get; init; }
    public required string StatePending { get; init; }
    public required string StateUnacknowledged { get; init; }
    public required string StateAcknowledged { get; init; }
    public required string StateReturned { get; init; }
    public required string StateShelved { get; init; }
    public required string StateSuppressed { get; init; }
    public required string StateOut { get; init; }
    public required string Broken { get; init; }
    public required string Stood { get; init; }
    public required string Again { get; init; }
    public required string BeyondAgain { get; init; }
    public required string Returning { get; init; }
    public required string Clear { get; init; }
    public required string Escalated { get; init; }

    public required string Told { get; init; }

    public required string Step { get; init; }

    public required string ThatItIsOver { get; init; }

    public required string MessageSent { get; init; }

    public required string MessageFailed { get; init; }

    public required string MessageGivenUp { get; init; }

    public required string MessageWithheld { get; init; }
    public required string Acknowledged { get; init; }
    public required string Reason { get; init; }
    public required string Action { get; init; }
    public required string Confirmed { get; init; }
    public required string Shelved { get; init; }
    public required string Unshelved { get; init; }
    public required string Suppressed { get; init; }
    public required string Unsuppressed { get; init; }
    public required string TakenOut { get; init; }
    public required string PutBack { get; init; }
    public required string Withdrawn { get; init; }
    public required string Until { get; init; }
    public required string LotsTold { get; init; }
    public required string LotsEnded { get; init; }
    public required string LotDecided { get; init; }
    public required string Value { get; init; }
    public required string Furthest { get; init; }
    public required string Erased { get; init; }
    public required string NobodyKnown { get; init; }
    public required string Signatures { get; init; }
    public required string SignedPharmacist { get; init; }
    public required string SignedReviewer { get; init; }
    public required string SignedName { get; init; }
    public required string SignedDate { get; init; }
    public required string Verify { get; init; }
    public required string VerifyText { get; init; }
    public required string VerifyNames { get; init; }
    public required string LedgerHead { get; init; }
    public required string Checkpoint { get; init; }
    public required string Cited { get; init; }
    public required string Seals { get; init; }
    public required string ListOnset { get; init; }
    public required string ListEnd { get; init; }
    public required string ListPeak { get; init; }
    public required string ListDecided { get; init; }

    /// <summary>English.</summary>
    public static ExcursionWords English { get; } = new()
    {
        Title = "Report on a climate excursion",
        ListTitle = "Climate excursions",
        ListIntro = "What was beyond a limit for longer than its delay. The latest stands first.",
        ListNone = "No excursion stands in this ledger for that time.",
        OtherLanguage = "På svenska",
        StatusPage = "Status page",
        AllExcursions = "All excursions",
        Provisional = "Provisional: the excursion is not over, or its last hour is not sealed yet. The figures can still change. Make the report again an hour after the value is back.",
        Site = "Site / gateway",
        Room = "Storeroom",
        Point = "Climate point",
        Profile = "Profile",
        NoProfile = "own limits",
        Alarm = "Alarm",
        Severity = "Severity",
        SeverityHigh = "high",
        SeverityMedium = "medium",
        SeverityLow = "low",
        Release = "EdgeStock release",
        MadeAt = "Made",
        TimesIn = "All times in",
        Temperature = "temperature",
        Humidity = "relative humidity",
        LowLow = "far too low",
        Low = "too low",
        High = "too high",
        HighHigh = "far too high",
        Limits = "Limits in force",
        Limit = "Limit",
        Above = "above",
        Below = "below",
        Deadband = "Back when within the limit by",
        OnDelay = "Alarm after",
        OffDelay = "Over after",
        Minutes = "min",
        Hours = "h",
        LimitsText = "These values stood in the alarm's own entries. Each is a default that the person responsible for the goods has to confirm.",
        Course = "Course",
        CourseText = "Line: mean of each minute. Dark: beyond the limit. Hatched: not measured, never filled in. ▼: acknowledged.",
        CourseNone = "Nothing was measured in this time.",
        HoursOnly = "hours of it are kept as sums only; their minutes are not drawn and not counted",
        OuterLimit = "outer limit",
        Onset = "onset",
        Judgement = "What it was",
        NoJudgement = "No minute's mean was beyond the limit: only single values were, or the minutes were not kept.",
        Start = "First minute outside",
        End = "Last minute outside ended",
        NotOver = "not over",
        StartEarliest = "Can have begun",
        EndLatest = "Can have ended",
        Peak = "Furthest value",
        MinutesOutside = "Minutes outside",
        MinutesUnknown = "Minutes not measured",
        UnknownText = "each can have been outside",
        MinutesUncertain = "of them uncertain",
        Mkt = "Mean kinetic temperature",
        MktOver = "over",
        Days = "days",
        MktTo = "to",
        MktBetween = "between",
        And = "and",
        Measured = "measured",
        MktGaps = "time not measured counts as",
        VerdictWithin = "limit kept",
        VerdictExceeded = "LIMIT EXCEEDED",
        VerdictUnknown = "cannot be told: the gaps decide",
        Budget = "Budget left",
        BudgetAt = "at",
        BudgetEndless = "no end to it",
        BudgetAtLeast = "at least",
        BudgetText = "until the mean kinetic temperature passes the limit; a label can be stricter",
        Lots = "Lots",
        LotsText = "What was in the storeroom meanwhile. Minutes and furthest value are those in which the lot was there.",
        NoLots = "No lots were known in this storeroom at that time.",
        Article = "Article",
        Lot = "Lot",
        LotUnknown = "not known",
        Expiry = "Expires",
        Pieces = "Pieces",
        There = "There",
        ToTheEnd = "to the end",
        Outside = "Outside",
        Unknown = "Not measured",
        Decision = "Decision",
        NotDecided = "NOT DECIDED",
        Released = "released",
        Quarantine = "quarantined",
        Discard = "discarded",
        Earlier = "before that",
        Of = "of",
        UndecidedLots = "lots not decided",
        AllDecided = "All lots are decided",
        Timeline = "Timeline",
        When = "Time",
        Entry = "Entry",
        What = "What",
        State = "State after it",
        Who = "Who",
        Gateway = "gateway",
        StateNormal = "normal",
        StatePending = "pending",
        StateUnacknowledged = "NOT ACKNOWLEDGED",
        StateAcknowledged = "acknowledged",
        StateReturned = "over, not acknowledged",
        StateShelved = "shelved",
        StateSuppressed = "suppressed by design",
        StateOut = "out of service",
        Broken = "limit broken; the on-delay runs",
        Stood = "ALARM: beyond the limit for the on-delay",
        Again = "asks again: it still stands",
        BeyondAgain = "beyond the limit again",
        Returning = "value back; the off-delay runs",
        Clear = "back within the limit",
        Escalated = "nobody acknowledged: step",
        Told = "told",
        Step = "step",
        ThatItIsOver = "that it is over",
        MessageSent = "message sent",
        MessageFailed = "message failed at first",
        MessageGivenUp = "message given up",
        MessageWithheld = "message not needed",
        Acknowledged = "acknowledged",
        Reason = "Reason",
        Action = "Action",
        Confirmed = "action confirmed",
        Shelved = "shelved",
        Unshelved = "back from the shelf",
        Suppressed = "suppressed",
        Unsuppressed = "not suppressed any more",
        TakenOut = "taken out of service",
        PutBack = "back in service",
        Withdrawn = "withdrawn by a new site file",
        Until = "until",
        LotsTold = "lots in the storeroom",
        LotsEnded = "excursion over for lots",
        LotDecided = "decision on lot",
        Value = "value",
        Furthest = "furthest",
        Erased = "name erased",
        NobodyKnown = "name not known",
        Signatures = "Signatures",
        SignedPharmacist = "Responsible pharmacist",
        SignedReviewer = "Reviewed by",
        SignedName = "Name in print",
        SignedDate = "Place and date",
        Verify = "How to check this report",
        VerifyText = "The gateway has signed this file. Whoever doubts it exports the entries, and checks both with a program that shares no code with EdgeStock:",
        VerifyNames = "Names of people, articles and storerooms stand beside the ledger's chain and cannot be checked this way.",
        LedgerHead = "Ledger as of entry",
        Checkpoint = "last signed checkpoint: entry",
        Cited = "Entries cited",
        Seals = "Hours sealed",
        ListOnset = "Onset",
        ListEnd = "Back",
        ListPeak = "Furthest",
        ListDecided = "Lots decided",
    };

    /// <summary>Swedish.</summary>
    public static ExcursionWords Swedish { get; } = new()
    {
        Title = "Rapport om klimatavvikelse",
        ListTitle = "Klimatavvikelser",
        ListIntro = "Det som låg utanför en gräns längre än dess fördröjning. Den senaste står först.",
        ListNone = "Ingen avvikelse finns i liggaren för den tiden.",
        OtherLanguage = "In English",
        StatusPage = "Statussida",
        AllExcursions = "Alla avvikelser",
        Provisional = "Preliminär: avvikelsen pågår, eller dess sista timme är inte förseglad än. Siffrorna kan ändras. Gör om rapporten en timme efter att värdet är tillbaka.",
        Site = "Plats / gateway",
        Room = "Förråd",
        Point = "Mätpunkt",
        Profile = "Profil",
        NoProfile = "egna gränser",
        Alarm = "Larm",
        Severity = "Allvar",
        SeverityHigh = "hög",
        SeverityMedium = "medel",
        SeverityLow = "låg",
        Release = "EdgeStock-version",
        MadeAt = "Skapad",
        TimesIn = "Alla tider i",
        Temperature = "temperatur",
        Humidity = "relativ luftfuktighet",
        LowLow = "alldeles för låg",
        Low = "för låg",
        High = "för hög",
        HighHigh = "alldeles för hög",
        Limits = "Gällande gränser",
        Limit = "Gräns",
        Above = "över",
        Below = "under",
        Deadband = "Tillbaka när innanför gränsen med",
        OnDelay = "Larm efter",
        OffDelay = "Över efter",
        Minutes = "min",
        Hours = "h",
        LimitsText = "Värdena står i larmets egna poster. Vart och ett är ett förval som den ansvarige för varorna ska bekräfta.",
        Course = "Förlopp",
        CourseText = "Linje: medelvärde per minut. Mörkt: utanför gränsen. Streckat: inte uppmätt, aldrig ifyllt. ▼: kvitterat.",
        CourseNone = "Inget uppmättes under den tiden.",
        HoursOnly = "timmar av det finns bara som summor; deras minuter är varken ritade eller räknade",
        OuterLimit = "yttre gräns",
        Onset = "början",
        Judgement = "Vad det var",
        NoJudgement = "Ingen minuts medelvärde låg utanför gränsen: bara enstaka värden gjorde det, eller så finns minuterna inte kvar.",
        Start = "Första minuten utanför",
        End = "Sista minuten utanför slutade",
        NotOver = "pågår",
        StartEarliest = "Kan ha börjat",
        EndLatest = "Kan ha slutat",
        Peak = "Längst bort",
        MinutesOutside = "Minuter utanför",
        MinutesUnknown = "Minuter inte uppmätta",
        UnknownText = "var och en kan ha varit utanför",
        MinutesUncertain = "av dem osäkra",
        Mkt = "Medelkinetisk temperatur",
        MktOver = "över",
        Days = "dygn",
        MktTo = "till",
        MktBetween = "mellan",
        And = "och",
        Measured = "uppmätt",
        MktGaps = "tid som inte uppmättes räknas som",
        VerdictWithin = "gränsen hölls",
        VerdictExceeded = "GRÄNSEN ÖVERSKREDS",
        VerdictUnknown = "kan inte sägas: luckorna avgör",
        Budget = "Återstående budget",
        BudgetAt = "vid",
        BudgetEndless = "obegränsad",
        BudgetAtLeast = "minst",
        BudgetText = "tills medelkinetisk temperatur passerar gränsen; en märkning kan vara strängare",
        Lots = "Batcher",
        LotsText = "Det som fanns i förrådet under tiden. Minuter och värde gäller tiden då batchen fanns där.",
        NoLots = "Inga batcher var kända i förrådet vid den tiden.",
        Article = "Artikel",
        Lot = "Batch",
        LotUnknown = "okänd",
        Expiry = "Utgår",
        Pieces = "Antal",
        There = "Där",
        ToTheEnd = "till slutet",
        Outside = "Utanför",
        Unknown = "Ej uppmätt",
        Decision = "Beslut",
        NotDecided = "INTE BESLUTAT",
        Released = "frisläppt",
        Quarantine = "karantän",
        Discard = "kasseras",
        Earlier = "dessförinnan",
        Of = "av",
        UndecidedLots = "batcher utan beslut",
        AllDecided = "Alla batcher har beslut",
        Timeline = "Tidslinje",
        When = "Tid",
        Entry = "Post",
        What = "Vad",
        State = "Läge efter",
        Who = "Vem",
        Gateway = "gateway",
        StateNormal = "normal",
        StatePending = "väntar",
        StateUnacknowledged = "INTE KVITTERAT",
        StateAcknowledged = "kvitterat",
        StateReturned = "över, inte kvitterat",
        StateShelved = "lagt åt sidan",
        StateSuppressed = "undertryckt enligt plan",
        StateOut = "ur drift",
        Broken = "gränsen bruten; larmfördröjningen går",
        Stood = "LARM: utanför gränsen i hela larmfördröjningen",
        Again = "frågar igen: det kvarstår",
        BeyondAgain = "åter utanför gränsen",
        Returning = "värdet tillbaka; återgångsfördröjningen går",
        Clear = "tillbaka innanför gränsen",
        Escalated = "ingen kvitterade: steg",
        Told = "meddelat",
        Step = "steg",
        ThatItIsOver = "att det är över",
        MessageSent = "meddelande skickat",
        MessageFailed = "meddelande misslyckades först",
        MessageGivenUp = "meddelande gavs upp",
        MessageWithheld = "meddelande behövdes inte",
        Acknowledged = "kvitterat",
        Reason = "Orsak",
        Action = "Åtgärd",
        Confirmed = "åtgärd bekräftad",
        Shelved = "lagt åt sidan",
        Unshelved = "tillbaka",
        Suppressed = "undertryckt",
        Unsuppressed = "inte undertryckt längre",
        TakenOut = "tagit ur drift",
        PutBack = "åter i drift",
        Withdrawn = "tillbakadraget av en ny platsfil",
        Until = "till",
        LotsTold = "batcher i förrådet",
        LotsEnded = "avvikelsen över för batcher",
        LotDecided = "beslut om batch",
        Value = "värde",
        Furthest = "längst bort",
        Erased = "namn raderat",
        NobodyKnown = "namn okänt",
        Signatures = "Underskrifter",
        SignedPharmacist = "Ansvarig farmaceut",
        SignedReviewer = "Granskad av",
        SignedName = "Namnförtydligande",
        SignedDate = "Ort och datum",
        Verify = "Så kontrolleras rapporten",
        VerifyText = "Gatewayen har signerat filen. Den som tvivlar exporterar posterna och kontrollerar båda med ett program som inte delar kod med EdgeStock:",
        VerifyNames = "Namn på personer, artiklar och förråd står bredvid liggarens kedja och kan inte kontrolleras så.",
        LedgerHead = "Liggaren till och med post",
        Checkpoint = "senaste signerade kontrollpunkt: post",
        Cited = "Åberopade poster",
        Seals = "Förseglade timmar",
        ListOnset = "Början",
        ListEnd = "Tillbaka",
        ListPeak = "Längst bort",
        ListDecided = "Beslutade batcher",
    };

    /// <summary>Those of a language by its code.</summary>
    public static ExcursionWords In(ReportLanguage language) => language.Code == "sv" ? Swedish : English;
}
