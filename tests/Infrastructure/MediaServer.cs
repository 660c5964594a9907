using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Understudy.Infrastructure.Files;

namespace Understudy.Infrastructure.Tests;

/// <summary>The endpoint in a real Kestrel on a free port.</summary>
public sealed class MediaServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;

    private MediaServer(WebApplication app, Uri url, TimeSpan stallTimeout)
    {
        _app = app;
        Store = new FileMediaStore(new FileMediaOptions(_folder.Path, url) { Patience = new UploadPatience { StallTimeout = stallTimeout } }, Clock);
        Client = new HttpClient { BaseAddress = url, Timeout = Limits.Wait };
    }

    /// <summary>What uploads leave free of the disk.</summary>
    public const long ReserveBytes = 1000;

    /// <summary>How much the disk is said to have free.</summary>
    public long FreeBytes { get; set; } = long.MaxValue;

    /// <summary>Whether uploads are still for something.</summary>
    public bool IsAwaited { get; set; } = true;

    public FakeClock Clock { get; } = new();

    public FileMediaStore Store { get; }

    public HttpClient Client { get; }

    /// <summary>Every file of the store but its key and what is known of objects.</summary>
    public IEnumerable<string> Files => Directory
        .EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_folder.Path, path))
        .Where(path => path != ".signing-key" && !path.StartsWith(".meta/", StringComparison.Ordinal));

    public static async Task<MediaServer> StartAsync(TimeSpan? stallTimeout = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            // Watching a configuration that never changes takes one of the few inotify instances of a user.
            ["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        SignedMediaEndpoint? endpoint = null;
        app.Map(
            "/media/{container}/{**name}",
            (HttpContext context, string container, string name) => endpoint!.HandleAsync(context, container, name));
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        MediaServer server = new(app, new Uri(address), stallTimeout ?? TimeSpan.FromMinutes(1));
        endpoint = new SignedMediaEndpoint(
            server.Store,
            new UploadGate(new DiskSpace(() => (server.FreeBytes, 1_000_000), ReserveBytes)),
            (_, _, _) => Task.FromResult(server.IsAwaited));
        return server;
    }

    /// <summary>Sends raw text, and more when the caller likes.</summary>
    public async Task<NetworkStream> ConnectAsync()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Client.BaseAddress!.Port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
