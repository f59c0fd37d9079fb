using EdgeStock.FirmwareHost.Config;
using EdgeStock.FirmwareHost.Drivers.MtSics;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class HardwareFileTests
{
    private const string Good = """
        host: ward-3-hw                    # unique at its gateway
        gateway: /run/edgestock/samples.sock
        sysfs: /tmp/tree
        buffer: 5000
        devices:
          - id: reader-1
            driver: llrp
            address: 127.0.0.1:5084
            antennas: [1, 2]
            period_s: 5
            duration_s: 2
          - id: scale-01
            driver: mt-sics
            address: scale-01.local:4001
            report: {active_hz: 20, idle_s: 2, hold_s: 3, trigger_g: 1.5}
          - id: climate-1
            driver: hwmon
            name: sht3x
            address: 1-0044
            interval_s: 10
        """;

    [Fact]
    public void A_whole_file_reads()
    {
        Assert.True(HardwareFile.TryParse(Good, "hardware.yaml", out var config, out var faults), string.Join('\n', faults));

        Assert.Equal(("ward-3-hw", "/run/edgestock/samples.sock", "/tmp/tree", 5000), (config.Host, config.Gateway, config.Sysfs, config.Buffer));
        var reader = Assert.IsType<LlrpDeviceConfig>(config.Devices[0]);
        Assert.Equal(("reader-1", "127.0.0.1", 5084), (reader.Id, reader.Address.Host, reader.Address.Port));
        Assert.Equal([1, 2], reader.Antennas);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2)), (reader.Period, reader.Duration));
        var scale = Assert.IsType<MtSicsDeviceConfig>(config.Devices[1]);
        Assert.Equal(new ReportRule(20, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), 1.5), scale.Report);
        Assert.Equal(new HwmonDeviceConfig("climate-1", "sht3x", "1-0044", TimeSpan.FromSeconds(10)), config.Devices[2]);
    }

    [Fact]
    public void What_is_optional_has_a_default()
    {
        var text = Good.Replace("sysfs: /tmp/tree\n", "", StringComparison.Ordinal).Replace("buffer: 5000\n", "", StringComparison.Ordinal)
            .Replace("    report: {active_hz: 20, idle_s: 2, hold_s: 3, trigger_g: 1.5}\n", "", StringComparison.Ordinal);

        Assert.True(HardwareFile.TryParse(text, "hardware.yaml", out var config, out _));

        Assert.Equal(("/sys", 100_000), (config.Sysfs, config.Buffer));
        Assert.Equal(ReportRule.Default, ((MtSicsDeviceConfig)config.Devices[1]).Report);
    }

    [Theory]
    [InlineData("", "/run/edgestock/ward-3-hw.spool")]
    [InlineData("spool: /dev/shm/here\n", "/dev/shm/here")]
    [InlineData("spool: none\n", null)]
    public void The_spool_lies_beside_the_gateways_socket_unless_the_file_says_otherwise(string line, string? path)
    {
        Assert.True(HardwareFile.TryParse(line + Good, "hardware.yaml", out var config, out var faults), string.Join('\n', faults));

        Assert.Equal(path, config.Spool);
    }

    [Theory]
    [InlineData("host: ward-3-hw ", "hots: ward-3-hw ", 1, "HW03", "unknown key 'hots'")]
    [InlineData("host: ward-3-hw ", "# host ", 2, "HW04", "'host' is missing")]
    [InlineData("host: ward-3-hw ", "host: förråd/3 ", 1, "HW05", "not a name")]
    [InlineData("/run/edgestock/samples.sock", "samples.sock", 2, "HW05", "not an absolute path")]
    [InlineData("/run/edgestock/samples.sock", "/run/a234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789/s", 2, "HW05", "107 bytes")]
    [InlineData("buffer: 5000", "buffer: many", 4, "HW05", "not a number from 100 to 10000000")]
    [InlineData("buffer: 5000", "buffer: 500.5", 4, "HW05", "not a whole number")]
    [InlineData("buffer: 5000", "buffer: NaN", 4, "HW05", "not a number")]
    [InlineData("buffer: 5000", "buffer: [1]", 4, "HW05", "not a text")]
    [InlineData("buffer: 5000", "buffer: 5000\nbuffer: 6000", 5, "HW02", "'buffer' stands twice")]
    [InlineData("buffer: 5000", "spool: none.spool", 4, "HW05", "not an absolute path")]
    [InlineData("buffer: 5000", "spool: /run/edgestock/samples.sock", 4, "HW05", "the gateway's socket")]
    [InlineData("buffer: 5000", "spool: ''", 4, "HW05", "not a text")]
    [InlineData("driver: llrp", "driver: rfid", 7, "HW07", "unknown driver 'rfid'")]
    [InlineData("127.0.0.1:5084", "127.0.0.1", 8, "HW05", "not a host and a port")]
    [InlineData("127.0.0.1:5084", "127.0.0.1:99999", 8, "HW05", "not a host and a port")]
    [InlineData("127.0.0.1:5084", "300.0.0.1:5084", 8, "HW05", "not a host and a port")]
    [InlineData("127.0.0.1:5084", "10.0.0:5084", 8, "HW05", "not a host and a port")]
    [InlineData("[1, 2]", "[1, 1]", 9, "HW05", "an antenna")]
    [InlineData("[1, 2]", "[0]", 9, "HW05", "an antenna")]
    [InlineData("[1, 2]", "[]", 9, "HW05", "not a list")]
    [InlineData("period_s: 5", "period_s: 1", 11, "HW05", "longer than 'period_s'")]
    [InlineData("period_s: 5", "periods: 5", 10, "HW03", "unknown key 'periods'")]
    [InlineData("id: scale-01", "id: reader-1", 12, "HW06", "taken on line 6")]
    [InlineData("idle_s: 2", "idle: 2", 15, "HW03", "unknown key 'idle'")]
    [InlineData("active_hz: 20", "active_hz: 0", 15, "HW05", "not a number from 0.1 to 100")]
    [InlineData("address: 1-0044", "address: ../1-0044", 19, "HW05", "not a name")]
    [InlineData("interval_s: 10", "", 16, "HW04", "'interval_s' is missing")]
    [InlineData("address: 1-0044", "address: &a 1-0044", 19, "HW02", "anchors")]
    [InlineData("address: 1-0044", "address: *a", 19, "HW02", "alias")]
    [InlineData("address: 1-0044", "address: !!str 1-0044", 19, "HW02", "tags")]
    [InlineData("address: 1-0044", "address: '1-0044", 19, "HW02", "not YAML")]
    [InlineData("devices:", "---\ndevices:", 5, "HW02", "second document")]
    public void A_wrong_file_is_refused_with_line_reason_and_next_step(string right, string wrong, int line, string code, string reason)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);

        Assert.False(HardwareFile.TryParse(Good.Replace(right, wrong, StringComparison.Ordinal), "hardware.yaml", out _, out var faults));

        var fault = faults.FirstOrDefault(f => f.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.True(fault is not null, string.Join('\n', faults));
        Assert.Equal((line, code), (fault.Line, fault.Code));
        Assert.StartsWith($"hardware.yaml:{line}: {code} ", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains(" Next: ", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_found_in_one_go_in_the_order_of_the_lines()
    {
        var text = Good.Replace("buffer: 5000", "buffer: x", StringComparison.Ordinal).Replace("llrp", "x", StringComparison.Ordinal).Replace("sht3x", "'s h t'", StringComparison.Ordinal);

        Assert.False(HardwareFile.TryParse(text, "hardware.yaml", out _, out var faults));

        Assert.Equal([4, 7, 18], faults.Select(fault => fault.Line));
    }

    [Fact]
    public void Two_devices_at_one_address_are_refused()
    {
        var text = Good + "\n  - {id: scale-02, driver: mt-sics, address: 'scale-01.local:4001'}";

        Assert.False(HardwareFile.TryParse(text, "hardware.yaml", out _, out var faults));

        Assert.Equal((21, "HW06"), (Assert.Single(faults).Line, faults[0].Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("- a list")]
    [InlineData("just text")]
    [InlineData("host: a\ngateway: /b\ndevices: []")]
    [InlineData("host: a\ngateway: /b\ndevices: [text]")]
    [InlineData("host: a\ngateway: /b\ndevices: {id: x}")]
    [InlineData("? [a]\n: b")]
    [InlineData("\t")]
    [InlineData("a: &x [1]\nb: *x")]
    [InlineData("{")]
    [InlineData("\u0000")]
    public void What_is_no_hardware_file_is_refused(string text)
    {
        Assert.False(HardwareFile.TryParse(text, "hardware.yaml", out _, out var faults));

        Assert.All(faults, fault => Assert.InRange(fault.Line, 1, 4));
        Assert.NotEmpty(faults);
    }

    [Fact]
    public void Deep_nesting_is_refused_before_it_costs_anything()
    {
        Assert.False(HardwareFile.TryParse("a: " + new string('[', 100_000), "hardware.yaml", out _, out var faults));

        Assert.Contains("nested too deeply", Assert.Single(faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_not_text_or_far_too_long_is_refused()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("latin1.yaml"), [0x68, 0x3a, 0xe5]);
        File.WriteAllText(folder.File("long.yaml"), new string('#', YamlLoader.MaxCharacters + 1));

        Assert.Equal("HW01", Refused(folder.File("missing.yaml")).Code);
        Assert.Equal("HW01", Refused(folder.Path).Code);
        Assert.Equal("HW01", Refused(folder.File("latin1.yaml")).Code);
        Assert.Equal("HW02", Refused(folder.File("long.yaml")).Code);
    }

    [Theory]
    [InlineData("192.0.2.7:4001", "192.0.2.7", 4001)]
    [InlineData("scale-01.local:4001", "scale-01.local", 4001)]
    [InlineData("[2001:db8::7]:4001", "2001:db8::7", 4001)]
    public void An_address_reads_and_writes_back(string text, string host, int port)
    {
        Assert.True(TcpAddress.TryParse(text, out var address));

        Assert.Equal((host, port, text), (address.Host, address.Port, address.ToString()));
    }

    [Theory]
    [InlineData("2001:db8::7")]
    [InlineData("[192.0.2.7]:4001")]
    [InlineData(":4001")]
    [InlineData("a b:4001")]
    [InlineData("a:0")]
    [InlineData("a:-1")]
    [InlineData("a:")]
    [InlineData("http://a:80")]
    public void A_bad_address_is_refused(string text) => Assert.False(TcpAddress.TryParse(text, out _));

    private static ConfigFault Refused(string path)
    {
        Assert.False(HardwareFile.TryRead(path, out _, out var faults));
        return Assert.Single(faults);
    }
}
