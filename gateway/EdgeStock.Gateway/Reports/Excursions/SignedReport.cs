using System.Security.Cryptography;
using System.Text;

namespace EdgeStock.Gateway.Reports;

/// <summary>
/// A report with the gateway's signature under it: everything before the signature's own part is signed, so that a changed octet anywhere is
/// found. Both forms are described in docs/excursions.md.
/// </summary>
internal static class SignedReport
{
    private const string BodyEnd = "</body>";

    /// <summary>What is signed of a report, as text before its SHA-256 enters the signature.</summary>
    /// <param name="sha256">Of everything before the signature's part.</param>
    public static byte[] TextOf(byte[] sha256) => Encoding.ASCII.GetBytes($"edgestock excursion report 1\n{Convert.ToHexStringLower(sha256)}\n");

    /// <summary>A JSON document with its signature as the last field.</summary>
    /// <param name="document">The document, indented, ending with its brace.</param>
    /// <param name="key">Fingerprint of the key.</param>
    /// <param name="sign">Signs a SHA-256.</param>
    public static async Task<byte[]> JsonAsync(byte[] document, string key, Func<byte[], Task<byte[]>> sign)
    {
        var signed = Encoding.UTF8.GetString(document).TrimEnd()[..^1].TrimEnd();
        var signature = await sign(SHA256.HashData(Encoding.UTF8.GetBytes(signed)));
        return Encoding.UTF8.GetBytes($"{signed},\n  \"signature\": {{\"key\":\"{key}\",\"value\":\"{Convert.ToBase64String(signature)}\"}}\n}}\n");
    }

    /// <summary>A page with its signature before the body's end.</summary>
    public static async Task<byte[]> PageAsync(string page, string key, Func<byte[], Task<byte[]>> sign)
    {
        var signed = page[..page.LastIndexOf(BodyEnd, StringComparison.Ordinal)].TrimEnd() + "\n";
        var signature = await sign(SHA256.HashData(Encoding.UTF8.GetBytes(signed)));
        return Encoding.UTF8.GetBytes($"{signed}<script type=\"application/json\" id=\"signature\">{{\"key\":\"{key}\",\"value\":\"{Convert.ToBase64String(signature)}\"}}</script>\n</body>\n</html>\n");
    }
}
