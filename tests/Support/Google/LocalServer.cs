using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Understudy.Tests.Google;

/// <summary>A silent server on a free port of this machine, for who plays somebody's service.</summary>
internal static class LocalServer
{
    public static WebApplication Build()
    {
        // To watch settings for changes would mean to watch all folders below the working one.
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        return builder.Build();
    }
}
