using EdgeStock.Domain;

namespace EdgeStock.Gateway.Intake;

/// <summary>What the site file says of a climate sensor's calibration, and what that does to the limits of its point.</summary>
internal static class CalibrationSection
{
    /// <summary>The certificate's figures; null where the section gives offsets or a day alone.</summary>
    /// <exception cref="SiteFileException">One is wrong.</exception>
    public static ClimateCalibration? Read(YamlFields c)
    {
        var day = c.OptionalText("date") is null ? (DateOnly?)null : SiteFile.Day(c, "date");
        if (day is { } done && c.OptionalText("due") is not null && SiteFile.Day(c, "due") <= done)
        {
            throw c.Wrong("due", "must be after 'date', the day of the last calibration");
        }

        var calibration = new ClimateCalibration(
            c.OptionalText("certificate"), day, Figures(c, "as_found", -20, -100), Figures(c, "as_left", -20, -100), Figures(c, "uncertainty", 0.001, 0));
        return calibration == new ClimateCalibration(null, null, null, null, null) ? null : calibration;
    }

    /// <summary>The channels with the uncertainty of their sensor, and their limits tightened by it where the point has <c>guard_band: true</c>.</summary>
    /// <exception cref="SiteFileException">A guard band without an uncertainty, or one that leaves nothing between the limits.</exception>
    public static (ClimateChannel Temperature, ClimateChannel Humidity) Guard(YamlFields f, Device device, ClimateSensor sensor, ClimateChannel temperature, ClimateChannel humidity)
    {
        var u = device.Calibration?.Uncertainty;
        temperature = temperature with { Uncertainty = u?.Temperature ?? sensor.TemperatureU };
        humidity = humidity with { Uncertainty = u?.Humidity > 0 ? u.Humidity : sensor.HumidityU };
        if (!f.Flag("guard_band"))
        {
            return (temperature, humidity);
        }

        return u is null
            ? throw f.Wrong("guard_band", $"needs the uncertainty of '{device.Id}': write 'uncertainty: {{temperature: …, humidity: …}}' of its certificate into the device's calibration")
            : (Tightened(f, temperature, u.Temperature), sensor.HasHumidity ? Tightened(f, humidity, u.Humidity) : humidity);
    }

    private static ClimateChannel Tightened(YamlFields f, ClimateChannel channel, double u)
    {
        if (u == 0 && (channel.Low ?? channel.High ?? channel.OuterLow ?? channel.OuterHigh ?? channel.AtOnce) is not null)
        {
            throw f.Wrong("guard_band", "needs the uncertainty of humidity too, because the profile has limits of it");
        }

        channel = channel with { Guard = u, Low = Plus(channel.Low, u), High = Plus(channel.High, -u), OuterLow = Plus(channel.OuterLow, u), OuterHigh = Plus(channel.OuterHigh, -u), AtOnce = Plus(channel.AtOnce, -u) };
        return channel.Low >= channel.High ? throw f.Wrong("guard_band", $"leaves nothing between the limits: the sensor is uncertain by {u} on either side") : channel;
    }

    private static ClimateFigures? Figures(YamlFields c, string field, double least, double leastHumidity)
    {
        if (c.Group(field) is not { } g)
        {
            return null;
        }

        var figures = new ClimateFigures(g.Number("temperature", least, 20), g.Number("humidity", leastHumidity, 100, 0));
        g.Done();
        return figures;
    }

    /// <summary>Rounded as finely as anybody writes a limit: 25 less 0.2 is 24.8.</summary>
    private static double? Plus(double? limit, double u) => limit is { } l ? Math.Round(l + u, 6) : null;
}
