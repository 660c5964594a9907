using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>Somebody else's server with files, on a free port of this machine.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private PictureServer(WebApplication app) => _app = app;

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>The address of a file.</summary>
    public string Url(string name) => new Uri(new Uri(_app.Urls.First()), name).AbsoluteUri;

    public static async Task<PictureServer> StartAsync(byte[] picture)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication built = builder.Build();
        PictureServer server = new(built);
        built.Use((context, next) =>
        {
            Interlocked.Increment(ref server._asked);
            return next(context);
        });
        built.MapGet("/picture.png", () => Results.Bytes(picture, "image/png"));
        built.MapGet("/page.png", () => Results.Text("<html></html>", "image/png"));
        built.MapGet("/elsewhere", () => Results.Redirect("/picture.png"));
        built.MapGet("/circle", () => Results.Redirect("/circle"));
        built.MapGet("/inside", () => Results.Redirect("http://169.254.169.254/latest/meta-data"));
        built.MapGet("/large.png", () => Results.Bytes([.. picture, .. new byte[21 * 1024 * 1024]], "image/png"));
        await built.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
