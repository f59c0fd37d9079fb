namespace EdgeStock.Domain;

/// <summary>Somebody says what they do with goods, catalogue, consumption, exemptions or alarms. It is decided against what the ledger says: events, or a refusal.</summary>
public sealed record Instruct(DateTimeOffset Taken, string By, Instruction What) : Command(Taken, By);

/// <summary>What is said. The command line, the web and MQTT give the same ones.</summary>
public abstract record Instruction;

/// <summary>Which goods: by article, by what a scanner read, or by both when they agree.</summary>
/// <param name="Article">Id in the catalogue or the site file.</param>
/// <param name="Scan">What a hand scanner sent: an element string, a Digital Link, a HIBC or a plain product code.</param>
/// <param name="Lot">Lot, where the scan does not say it.</param>
/// <param name="Expiry">Last day on which it may be used, where the scan does not say it.</param>
/// <param name="Pieces">Pieces in all; otherwise packages times what is in them.</param>
/// <param name="Packages">Scanned packages; 1 when neither is given.</param>
/// <param name="Epc">Tag of one package, hexadecimal.</param>
public sealed record Goods(string? Article = null, string? Scan = null, string? Lot = null, DateOnly? Expiry = null, int? Pieces = null, int? Packages = null, string? Epc = null);

/// <summary>Goods came in. With a zone, the tags that its antennas see and that are of no lot yet are the goods.</summary>
public sealed record ReceiveGoods(string Room, Goods Goods, string? Zone = null, string? Supplier = null) : Instruction;

/// <summary>A case was opened.</summary>
public sealed record OpenCase(string Room, Goods Goods) : Instruction;

/// <summary>Goods came back unused.</summary>
public sealed record ReturnGoods(string Room, Goods Goods, string Reason) : Instruction;

/// <summary>Goods were thrown away.</summary>
public sealed record WasteGoods(string Room, Goods Goods, WasteReason Reason, string? Text = null) : Instruction;

/// <summary>Goods go to another storeroom of this gateway.</summary>
public sealed record TransferGoods(string Room, string To, Goods Goods) : Instruction;

/// <summary>Somebody counted a lot, a bin, or all that a storeroom has of an article; the pieces of <paramref name="Goods"/> are the count.</summary>
public sealed record TakeStock(string Room, Goods Goods, string? Bin = null) : Instruction;

/// <summary>A lot must not be used for now.</summary>
public sealed record QuarantineGoods(string Room, Goods Goods, string Reason) : Instruction;

/// <summary>A quarantined lot may be used again.</summary>
public sealed record ReleaseGoods(string Room, Goods Goods, string Reason) : Instruction;

/// <summary>An article, or a lot of it, is recalled.</summary>
public sealed record RecallGoods(Goods Goods, string Reason, string? Reference = null) : Instruction;

/// <summary>A recall is over.</summary>
public sealed record EndRecall(string Recall, string Reason) : Instruction;

/// <summary>The catalogue is as a file says.</summary>
/// <param name="Whole">The file is the whole catalogue: what is not in it is withdrawn.</param>
public sealed record ImportCatalogue(string File, string Hash, IReadOnlyList<CatalogueArticle> Articles, bool Whole) : Instruction;

/// <summary>Normal consumption is as configured here.</summary>
public sealed record SetNormalConsumption(IReadOnlyList<NormalFigure> Figures) : Instruction;

/// <summary>An exemption comes into force, or gets another wording.</summary>
public sealed record GrantExemption(Exemption Exemption) : Instruction;

/// <summary>An exemption was looked at again, and stands.</summary>
public sealed record ReviewExemption(string Exemption, string Text, DateOnly ReviewOn, DateOnly? ValidUntil = null) : Instruction;

/// <summary>An exemption does not hold any more.</summary>
public sealed record EndExemption(string Exemption, string Text) : Instruction;
