using EdgeStock.Gateway.Reports;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Evidence;
using EdgeStock.Ledger.Proof;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Gateway.Operations;

/// <summary>Who signs an evidence file: the running gateway, or the tool itself where none runs, as the ledger's one writer meanwhile.</summary>
internal sealed class EvidenceSigner : IDisposable
{
    private readonly ControlClient gateway;
    private LedgerStore? ledger;
    private SigningKey? key;

    private EvidenceSigner(ControlClient gateway) => this.gateway = gateway;

    /// <summary>Fingerprint of the key that signs.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Finds who signs, and has a checkpoint of the ledger's head signed, so that everything in it is covered.</summary>
    /// <exception cref="CommandException">Nobody can sign; the message says why.</exception>
    public static async Task<EvidenceSigner> OpenAsync(string data, DateTimeOffset now)
    {
        var signer = new EvidenceSigner(new(data));
        try
        {
            using var response = await signer.gateway.TrySendAsync(HttpMethod.Post, "checkpoint");
            signer.Key = response is null ? signer.OpenHere(data, now) : (await ControlClient.ReadAsync<CheckpointReply>(response)).Key;
            return signer;
        }
        catch
        {
            signer.Dispose();
            throw;
        }
    }

    /// <summary>Signs the SHA-256 of an evidence file.</summary>
    /// <exception cref="CommandException">The gateway does not, or has another key meanwhile.</exception>
    public async Task<byte[]> SignAsync(byte[] sha256) => key is not null ? EvidenceWriter.Sign(key, sha256) : await AskAsync("evidence", sha256);

    /// <summary>Signs the SHA-256 of an excursion's report.</summary>
    /// <exception cref="CommandException">The gateway does not, or has another key meanwhile.</exception>
    public async Task<byte[]> SignReportAsync(byte[] sha256) => key is not null ? key.Sign(SignedReport.TextOf(sha256)) : await AskAsync("excursion-report", sha256);

    public void Dispose()
    {
        key?.Dispose();
        ledger?.Dispose();
        gateway.Dispose();
    }

    private async Task<byte[]> AskAsync(string what, byte[] sha256)
    {
        var reply = await gateway.AskAsync<EvidenceReply>(HttpMethod.Post, what, JsonContent.Create(new EvidenceRequest(Convert.ToHexStringLower(sha256))));
        return reply.Key == Key ? Convert.FromBase64String(reply.Signature) : throw new CommandException("the gateway was started with another key meanwhile: do it again");
    }

    private string OpenHere(string data, DateTimeOffset now)
    {
        var path = Path.Combine(data, "ledger.db");
        var id = Identity(path);
        ledger = LedgerStore.Open(path, id.Site, id.Gateway, 0);
        key = SigningKey.Open(data);
        try
        {
            ledger.Keep(key.Public, now);
            new CheckpointWriter(ledger, key).Sign(now);
            return key.Id;
        }
        catch (SqliteException e)
        {
            throw new CommandException($"the checkpoint could not be kept in {path}: {e.Message}: look at the disk, its mount and the rights of the data folder");
        }
    }

    private static LedgerIdentity Identity(string path)
    {
        using var reader = LedgerReader.Open(path);
        return reader.Identity;
    }
}
