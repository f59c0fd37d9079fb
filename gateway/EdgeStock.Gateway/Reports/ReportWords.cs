namespace EdgeStock.Gateway.Reports;

/// <summary>The words of a report, in one language.</summary>
internal sealed record ReportWords
{
    public required string Title { get; init; }
    public required string Intro { get; init; }
    public required string Period { get; init; }
    public required string MadeAt { get; init; }
    public required string Ledger { get; init; }
    public required string Summary { get; init; }
    public required string Course { get; init; }
    public required string CourseText { get; init; }
    public required string Histogram { get; init; }
    public required string Day { get; init; }
    public required string Days { get; init; }
    public required string Articles { get; init; }
    public required string Indicators { get; init; }
    public required string Indicator { get; init; }
    public required string Definition { get; init; }
    public required string Definitions { get; init; }
    public required string Storeroom { get; init; }
    public required string AllStorerooms { get; init; }
    public required string ProductGroup { get; init; }
    public required string AllGroups { get; init; }
    public required string Medicine { get; init; }
    public required string Device { get; init; }
    public required string Food { get; init; }
    public required string Ppe { get; init; }
    public required string Covered { get; init; }
    public required string BelowMonth { get; init; }
    public required string Out { get; init; }
    public required string Unknown { get; init; }
    public required string Undefined { get; init; }
    public required string Article { get; init; }
    public required string State { get; init; }
    public required string DaysOfCover { get; init; }
    public required string OnHand { get; init; }
    public required string PerMonth { get; init; }
    public required string Shortfall { get; init; }
    public required string DaysBelow { get; init; }
    public required string Expiry { get; init; }
    public required string Exemption { get; init; }
    public required string Exemptions { get; init; }
    public required string NoExemptions { get; init; }
    public required string SpecialReason { get; init; }
    public required string Risk { get; init; }
    public required string NotAssessed { get; init; }
    public required string Measures { get; init; }
    public required string OwnTarget { get; init; }
    public required string Decided { get; init; }
    public required string Review { get; init; }
    public required string Overdue { get; init; }
    public required string Climate { get; init; }
    public required string Point { get; init; }
    public required string Temperature { get; init; }
    public required string Humidity { get; init; }
    public required string WithinLimits { get; init; }
    public required string DataCoverage { get; init; }
    public required string Excursions { get; init; }
    public required string LotsAffected { get; init; }
    public required string Waste { get; init; }
    public required string NoWaste { get; init; }
    public required string InPeriod { get; init; }
    public required string TwelveMonths { get; init; }
    public required string WasteExpired { get; init; }
    public required string WasteDamaged { get; init; }
    public required string WasteRecalled { get; init; }
    public required string WasteContaminated { get; init; }
    public required string WasteClimate { get; init; }
    public required string WasteSurplus { get; init; }
    public required string Other { get; init; }
    public required string Bulky { get; init; }
    public required string Cost { get; init; }
    public required string ShelfLife { get; init; }
    public required string SpecialSafety { get; init; }
    public required string Low { get; init; }
    public required string Medium { get; init; }
    public required string High { get; init; }
    public required string ClosedDays { get; init; }
    public required string Watched { get; init; }
    public required string HygieneAlarms { get; init; }
    public required string FefoBroken { get; init; }
    public required string Surges { get; init; }
    public required string NoDays { get; init; }
    public required string Critical { get; init; }
    public required string NotObligated { get; init; }
    public required string OfTotal { get; init; }
    public required string Value { get; init; }
    public required string Unit { get; init; }
    public required string LastDay { get; init; }
    public required string ArticleList { get; init; }
    public required string ShortfallDays { get; init; }
    public required string ValidUntil { get; init; }
    public required string Ended { get; init; }
    public required string TenYears { get; init; }

    /// <summary>English.</summary>
    public static ReportWords English { get; } = new()
    {
        Title = "One month's stock: report",
        Intro = "How the articles stand is said at the end of each storeroom's last closed day of the period, from the low end of what was counted. What cannot be known is never counted as covered.",
        Period = "Period", MadeAt = "Made", Ledger = "Ledger entry", Summary = "In short", Course = "Day by day",
        CourseText = "Share of the articles with a baseline that held a month, each day", Histogram = "Articles by days of cover", Day = "Day", Days = "days", Articles = "articles",
        Indicators = "Indicators", Indicator = "Indicator", Definition = "What it means", Definitions = "Definitions", Storeroom = "Storeroom", AllStorerooms = "All storerooms",
        ProductGroup = "Product group", AllGroups = "All", Medicine = "Medicines", Device = "Medical devices", Food = "Food for special medical purposes", Ppe = "Protective equipment",
        Covered = "month held", BelowMonth = "below a month", Out = "out of stock", Unknown = "not known", Undefined = "no baseline",
        Article = "Article", State = "State", DaysOfCover = "Days of cover", OnHand = "On hand", PerMonth = "Normal a month", Shortfall = "Missing", DaysBelow = "Days below a month", Expiry = "First to expire",
        Exemption = "Exemption", Exemptions = "Exemptions", NoExemptions = "No exemption was in force in the period.", SpecialReason = "Special reason", Risk = "Risk", NotAssessed = "not assessed",
        Measures = "Measures", OwnTarget = "Own target", Decided = "Decided", Review = "Review", Overdue = "overdue",
        Climate = "Climate", Point = "Point", Temperature = "temperature", Humidity = "humidity", WithinLimits = "Time within limits", DataCoverage = "Data", Excursions = "Excursions", LotsAffected = "Lots affected",
        Waste = "Thrown away", NoWaste = "Nothing was thrown away.", InPeriod = "in the period", TwelveMonths = "in 12 months", WasteExpired = "expired", WasteDamaged = "damaged", WasteRecalled = "recalled",
        WasteContaminated = "contaminated", WasteClimate = "climate", WasteSurplus = "surplus", Other = "other",
        Bulky = "very bulky", Cost = "cost", ShelfLife = "shelf life", SpecialSafety = "special safety", Low = "low", Medium = "medium", High = "high",
        ClosedDays = "Days with figures", Watched = "Time watched", HygieneAlarms = "Hygiene alarms", FefoBroken = "Taken in the wrong order", Surges = "Surges of consumption",
        NoDays = "No day of the period was closed here: there are no figures.", Critical = "critical", NotObligated = "not under the obligation", OfTotal = "of", Value = "Value", Unit = "Unit",
        LastDay = "Stands as on", ArticleList = "Articles", ShortfallDays = "Missing, days", ValidUntil = "Valid until", Ended = "ended", TenYears = "> 10 years",
    };

    /// <summary>Swedish.</summary>
    public static ReportWords Swedish { get; } = new()
    {
        Title = "En månads lager: rapport",
        Intro = "Artiklarnas läge gäller vid slutet av varje förråds sista avslutade dygn i perioden, räknat från det lägre värdet i räkningens intervall. Lager vars läge är okänt räknas aldrig som täckning.",
        Period = "Period", MadeAt = "Framtagen", Ledger = "Post i loggboken", Summary = "I korthet", Course = "Dag för dag",
        CourseText = "Andel av artiklarna med känd normalförbrukning som räckte en månad, varje dygn", Histogram = "Artiklar efter täckning i dagar", Day = "Dag", Days = "dagar", Articles = "artiklar",
        Indicators = "Indikatorer", Indicator = "Indikator", Definition = "Vad den betyder", Definitions = "Definitioner", Storeroom = "Förråd", AllStorerooms = "Alla förråd",
        ProductGroup = "Produktgrupp", AllGroups = "Alla", Medicine = "Läkemedel", Device = "Medicintekniska produkter", Food = "Livsmedel för speciella medicinska ändamål", Ppe = "Personlig skyddsutrustning",
        Covered = "räcker en månad", BelowMonth = "under en månad", Out = "slut", Unknown = "okänt", Undefined = "okänd förbrukning",
        Article = "Artikel", State = "Läge", DaysOfCover = "Täckning, dagar", OnHand = "I lager", PerMonth = "Normalt per månad", Shortfall = "Saknas", DaysBelow = "Dygn under en månad", Expiry = "Går ut först",
        Exemption = "Avsteg", Exemptions = "Avsteg", NoExemptions = "Inget avsteg gällde under perioden.", SpecialReason = "Särskilt skäl", Risk = "Risk", NotAssessed = "inte bedömd",
        Measures = "Åtgärder", OwnTarget = "Eget mål", Decided = "Beslutat av", Review = "Ska omprövas", Overdue = "försenad",
        Climate = "Klimat", Point = "Mätpunkt", Temperature = "temperatur", Humidity = "luftfuktighet", WithinLimits = "Tid inom gränserna", DataCoverage = "Mätdata", Excursions = "Avvikelser", LotsAffected = "Berörda batcher",
        Waste = "Kassation", NoWaste = "Inget har kasserats.", InPeriod = "i perioden", TwelveMonths = "på 12 månader", WasteExpired = "utgånget", WasteDamaged = "skadat", WasteRecalled = "återkallat",
        WasteContaminated = "förorenat", WasteClimate = "klimat", WasteSurplus = "överskott", Other = "annat",
        Bulky = "mycket skrymmande", Cost = "kostnad", ShelfLife = "hållbarhet", SpecialSafety = "särskild säkerhet", Low = "låg", Medium = "medel", High = "hög",
        ClosedDays = "Dygn med uppgifter", Watched = "Bevakad tid", HygieneAlarms = "Hygienlarm", FefoBroken = "Uttag i fel ordning", Surges = "Ökad förbrukning",
        NoDays = "Inget dygn i perioden har avslutats här: uppgifter saknas.", Critical = "kritisk", NotObligated = "omfattas inte", OfTotal = "av", Value = "Värde", Unit = "Enhet",
        LastDay = "Läget gäller", ArticleList = "Artiklar", ShortfallDays = "Saknas, dagar", ValidUntil = "Gäller till", Ended = "upphörde", TenYears = "> 10 år",
    };
}
