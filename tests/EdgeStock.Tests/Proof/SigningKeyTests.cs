using System.Security.Cryptography;
using EdgeStock.Ledger.Proof;
using EdgeStock.Tests.FirmwareHost;

namespace EdgeStock.Tests.Proof;

public sealed class SigningKeyTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_without_a_key_gets_one_for_its_owner_alone_and_it_stays()
    {
        using var made = SigningKey.OpenOrMake(folder.Path);
        using var again = SigningKey.OpenOrMake(folder.Path);

        Assert.Equal(made.Id, again.Id);
        Assert.Equal(Owner, File.GetUnixFileMode(folder.File("signing.key")));
        Assert.Equal(["signing.key", "signing.pub"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_fingerprint_is_the_hash_of_the_public_keys_der_and_the_public_file_holds_that_key()
    {
        using var key = SigningKey.OpenOrMake(folder.Path);
        using var others = ECDsa.Create();
        others.ImportFromPem(File.ReadAllText(folder.File("signing.pub")));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(others.ExportSubjectPublicKeyInfo())), key.Id);
        Assert.True(others.VerifyData("word"u8, key.Sign("word"u8), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public void A_signature_belongs_to_one_text_and_one_key()
    {
        using var other = new TempFolder();
        using var key = SigningKey.OpenOrMake(folder.Path);
        using var stranger = SigningKey.OpenOrMake(other.Path);
        var signature = key.Sign("word"u8);

        Assert.True(key.Public.Verifies("word"u8, signature));
        Assert.False(key.Public.Verifies("Word"u8, signature));
        Assert.False(stranger.Public.Verifies("word"u8, signature));
        Assert.False(key.Public.Verifies("word"u8, [1, 2, 3]));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_that_is_open_to_others_is_refused_with_what_to_do(UnixFileMode more)
    {
        SigningKey.OpenOrMake(folder.Path).Dispose();
        File.SetUnixFileMode(folder.File("signing.key"), Owner | more);

        Assert.Contains("chmod 600", Assert.Throws<SigningKeyException>(() => SigningKey.OpenOrMake(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_signing_key_is_refused_and_stays()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var text in new[] { "", "rubbish", p384.ExportPkcs8PrivateKeyPem(), p256.ExportSubjectPublicKeyInfoPem() })
        {
            File.WriteAllText(folder.File("signing.key"), text);
            File.SetUnixFileMode(folder.File("signing.key"), Owner);

            Assert.Contains("move it aside", Assert.Throws<SigningKeyException>(() => SigningKey.OpenOrMake(folder.Path)).Message, StringComparison.Ordinal);
            Assert.Equal(text, File.ReadAllText(folder.File("signing.key")));
        }
    }

    [Fact]
    public void Where_no_key_may_be_made_a_missing_one_is_said()
    {
        Assert.Contains("next start", Assert.Throws<SigningKeyException>(() => SigningKey.Open(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_a_cut_in_the_making_left_behind_is_no_key()
    {
        File.WriteAllText(folder.File("signing.key.part"), "half");

        using var key = SigningKey.OpenOrMake(folder.Path);

        Assert.False(File.Exists(folder.File("signing.key.part")));
        using var again = SigningKey.Open(folder.Path);
        Assert.Equal(key.Id, again.Id);
    }
}
