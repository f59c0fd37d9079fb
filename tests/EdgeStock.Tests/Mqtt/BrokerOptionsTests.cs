using EdgeStock.Mqtt;
using EdgeStock.Mqtt.Native;

namespace EdgeStock.Tests.Mqtt;

public sealed class BrokerOptionsTests
{
    private static readonly BrokerOptions Good = new("broker.example", 8883, "ward-3");

    public static TheoryData<BrokerOptions> Refused => new(
        Good with { Host = " " },
        Good with { ClientId = "" },
        Good with { Port = 0 },
        Good with { Port = 65_536 },
        Good with { Window = 0 },
        Good with { Window = BrokerOptions.MaxWindow + 1 },
        Good with { KeepAlive = TimeSpan.FromSeconds(4.9) },
        Good with { KeepAlive = TimeSpan.FromSeconds(65_536) },
        Good with { ConnectTimeout = TimeSpan.Zero },
        Good with { Tls = new TlsOptions("") },
        Good with { Tls = new TlsOptions("/ca.pem") { KeyFile = "/key.pem" } },
        Good with { Tls = new TlsOptions("/ca.pem") { CertificateFile = "/cert.pem" } });

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Options_that_cannot_work_are_refused_before_anything_is_tried(BrokerOptions options) =>
        Assert.ThrowsAny<ArgumentException>(options.Validate);

    [Fact]
    public void Options_at_their_limits_are_taken()
    {
        Good.Validate();
        (Good with { KeepAlive = TimeSpan.Zero, Window = 1, Port = 1 }).Validate();
        (Good with { KeepAlive = TimeSpan.FromSeconds(5), Window = BrokerOptions.MaxWindow, Port = 65_535 }).Validate();
    }

    [Fact]
    public void A_password_never_shows()
    {
        var text = (Good with { User = "gw", Password = "sesame", Tls = new TlsOptions("/ca.pem") }).ToString();

        Assert.Equal("mqtts://broker.example:8883 as ward-3", text);
    }

    [Fact]
    public void A_missing_library_is_named_with_the_package_that_holds_it()
    {
        var error = Assert.Throws<BrokerLibraryException>(() => MosquittoLibrary.Load("libmosquitto-that-is-not-there.so.1"));

        Assert.Contains("libmosquitto-that-is-not-there.so.1", error.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install libmosquitto1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 0)]
    public void A_library_of_another_generation_is_refused(int major, int minor)
    {
        var error = Assert.Throws<BrokerLibraryException>(() => MosquittoLibrary.Accept(new Version(major, minor, 0)));

        Assert.Contains("2.x is needed", error.Message, StringComparison.Ordinal);
    }
}
