using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>Whether a key can be written in a scheme at all; what is wrong is said with what to do.</summary>
internal static class EpcKeyCheck
{
    private const int LongestAsset = 30;
    private const int LongestLot = 20;

    /// <summary>Checks a key for a scheme of fixed length.</summary>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public static void Partitioned(EpcKey key, EpcLayout layout)
    {
        Common(key, layout);
        Require(key.PrefixDigits is >= 6 and <= 12, $"a company prefix has 6 to 12 digits, not {key.PrefixDigits}");
        Require(key.Lot is null && key.Expiry is null && key.Date is null, $"{layout.Name} holds neither lot nor date: use sgtin+ or dsgtin+");
        if (layout.Family == EpcFamily.Giai)
        {
            var most = layout.Signs > 0 ? LongestAsset : layout.Digits;
            Require(
                key.Code.Length > key.PrefixDigits && key.Code.Length <= most && key.Code[..key.PrefixDigits].All(char.IsAsciiDigit),
                $"'{key.Code}' is no asset code for {layout.Name}: {key.PrefixDigits} digits of company prefix, then up to {most - key.PrefixDigits} signs");
        }
    }

    /// <summary>Checks a key for a <c>+</c> scheme.</summary>
    /// <param name="dateKnown">The date in front is of a kind that DSGTIN+ has.</param>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public static void Plus(EpcKey key, EpcLayout layout, bool dateKnown)
    {
        Common(key, layout);
        Require(
            layout.Family == EpcFamily.Sgtin || (key.Lot is null && key.Expiry is null),
            $"lot and expiry are said of trade items, not of {layout.Name}: leave them out");
        Require(layout.Scheme == EpcScheme.DsgtinPlus ? dateKnown && (key.Date is not null || key.Expiry is not null) : key.Date is null, layout.Scheme == EpcScheme.DsgtinPlus
            ? "dsgtin+ has a date in front: give the expiry, or a date of (11), (13), (15), (16), (17), (7006) or (7007)"
            : $"only dsgtin+ has a date in front, not {layout.Name}: give the expiry, or use dsgtin+");
        Require(key.Lot is null || (key.Lot.Length is >= 1 and <= LongestLot && key.Lot.All(Gs1Signs.Has)), $"a lot has 1 to {LongestLot} signs of GS1's, not '{key.Lot}'");
        if (layout.Family == EpcFamily.Giai)
        {
            Require(
                key.Code.Length is > 4 and <= LongestAsset && key.Code[..4].All(char.IsAsciiDigit),
                $"'{key.Code}' is no asset code: it begins with the digits of a company prefix and has up to {LongestAsset} signs");
        }
    }

    private static void Common(EpcKey key, EpcLayout layout)
    {
        Require(key.Filter is >= 0 and <= 7, $"a filter value is 0 to 7, not {key.Filter}");
        var digits = layout.Family switch { EpcFamily.Sgtin or EpcFamily.Grai => 14, EpcFamily.Sscc => 18, EpcFamily.Sgln => 13, _ => 0 };
        Require(key.Code.All(Gs1Signs.Has), $"'{key.Code}' holds a sign that GS1 codes do not have");
        Require(
            digits == 0 || (Gs1Signs.AreDigits(key.Code, digits) && Gs1Signs.AreChecked(key.Code)),
            string.Create(CultureInfo.InvariantCulture, $"'{key.Code}' is no code for {layout.Name}: {digits} digits, of which the last is the check digit"));
        Require(layout.Family != EpcFamily.Grai || key.Code[0] == '0', $"the code of a returnable container begins with 0, unlike '{key.Code}'");
        switch (layout.Family)
        {
            case EpcFamily.Sscc or EpcFamily.Giai:
                Require(key.Serial is null, $"{layout.Name} has no serial beside its code: leave it out");
                break;
            case EpcFamily.Sgln:
                Require(key.Serial != "0", "an extension of 0 says that the place has none: leave it out");
                break;
            default:
                Require(key.Serial is not null, $"{layout.Name} names one piece: give its serial");
                break;
        }

        if (layout.Signs > 0 && key.Serial is { } serial)
        {
            Require(
                serial.Length >= 1 && serial.Length <= layout.Signs && serial.All(Gs1Signs.Has),
                $"a serial of {layout.Name} has 1 to {layout.Signs} signs of GS1's, not '{serial}'");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
