using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Puts the ways out of notify.yml together.</summary>
internal static class NotifyParts
{
    /// <summary>Adds what the settings have.</summary>
    /// <param name="links">Signs links; null where the settings have none.</param>
    public static void Add(IServiceCollection services, NotifyStart start, Site site, LinkKey? links)
    {
        var (settings, origin) = (start.Settings, new Origin(site.Id, site.Gateway));
        services.AddSingleton(start).AddSingleton(settings);
        if (settings.Mail is { } mail)
        {
            services.AddSingleton<INotificationChannel>(new MailChannel(mail, settings));
        }

        if (settings.Webhook is { } webhook)
        {
            // A signature's time is compared with the receiver's clock, which no test or demo lets run fast.
            services.AddSingleton<INotificationChannel>(_ => new WebhookChannel(webhook, settings, origin, TimeProvider.System));
        }

        if (settings.Light is { } light)
        {
            services.AddHostedService(s => new AlarmLight(light, s.GetRequiredService<Board>(), s.GetRequiredService<Pipeline>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<AlarmLight>>()));
        }

        if (settings.Heartbeat is { } heartbeat)
        {
            services.AddSingleton(s => new OutwardHeartbeat(
                heartbeat, s.GetRequiredService<Board>(), s.GetRequiredService<OutboxMark>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<OutwardHeartbeat>>()));
            services.AddHostedService(s => s.GetRequiredService<OutwardHeartbeat>());
        }

        if (settings.Links is { } link && links is not null)
        {
            services.AddSingleton(links).AddSingleton<WrongLinkLimit>().AddSingleton<LinkVisit>();
            services.AddSingleton<INotificationLinks>(s => new NotificationLinks(link, links, s.GetRequiredService<TimeProvider>()));
        }
    }

    /// <summary>Serves the pages behind links, where there are links.</summary>
    public static void Map(WebApplication app)
    {
        var prefix = app.Services.GetRequiredService<NotifySettings>().Links?.Base.AbsolutePath.TrimEnd('/') ?? "";
        LinkDoor.Guard(app, prefix);
        if (app.Services.GetService<LinkKey>() is not null)
        {
            LinkEndpoints.Map(app, prefix);
        }
    }
}
