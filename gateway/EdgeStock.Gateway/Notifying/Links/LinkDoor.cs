using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EdgeStock.Gateway.Notifying;

/// <summary>A door of its own for links, so that a hospital can let phones in to them and to nothing else.</summary>
internal static class LinkDoor
{
    private static readonly object Mark = new();

    /// <summary>Listens at an address where only links are answered.</summary>
    public static void Listen(KestrelServerOptions kestrel, IPEndPoint end) => kestrel.Listen(end, door => door.Use(next => connection =>
    {
        connection.Items[Mark] = true;
        return next(connection);
    }));

    /// <summary>Turns away what came through that door and is no link.</summary>
    /// <param name="prefix">Path before a link where the proxy hands it on; empty for none.</param>
    public static void Guard(WebApplication app, string prefix) => app.Use((http, next) =>
    {
        if (http.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Mark) != true
            || http.Request.Path.StartsWithSegments(LinkEndpoints.Root) || http.Request.Path.StartsWithSegments(prefix + LinkEndpoints.Root))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
