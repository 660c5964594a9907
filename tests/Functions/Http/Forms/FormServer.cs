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
using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Functions.Http.Reading;
using Understudy.Infrastructure.Files;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Http.Forms;

/// <summary>Receives forms in a real Kestrel, and keeps their files in a real store.</summary>
internal sealed class FormServer : IAsyncDisposable
{
    /// <summary>How large a file may be.</summary>
    public const long MaxBytes = 100_000;

    private readonly TempFolder _folder = new();
    private readonly WebApplication _app;
    private readonly FileForms _forms;

    private FormServer(WebApplication app, Uri url, TimeSpan? stallTimeout)
    {
        _app = app;
        Store = new FileMediaStore(new FileMediaOptions(_folder.Path, url), TimeProvider.System);
        Client = new HttpClient { BaseAddress = url, Timeout = Limits.Wait };
        _forms = new FileForms(
            new UploadGate(new DiskSpace(() => (FreeBytes, 1_000_000), reserve: 0)),
            new UploadPatience { StallTimeout = stallTimeout ?? TimeSpan.FromMinutes(1) });
    }

    public static MediaKey Key { get; } = new(MediaKey.Uploads, "assets/ann/file");

    public long FreeBytes { get; set; } = long.MaxValue;

    public FileMediaStore Store { get; }

    public HttpClient Client { get; }

    /// <summary>What was received last.</summary>
    public ReceivedForm<string>? Received { get; private set; }

    /// <summary>Every file of the store but its key and what is known of objects.</summary>
    public string[] Files =>
    [
        .. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder.Path, path))
            .Where(path => path != ".signing-key" && !path.StartsWith(".meta/", StringComparison.Ordinal)),
    ];

    public static async Task<FormServer> StartAsync(TimeSpan? stallTimeout = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        FormServer? server = null;
        app.MapPost("/", context => server!.ReceiveAsync(context));
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return server = new FormServer(app, new Uri(address), stallTimeout);
    }

    /// <summary>Receives a form without a server around it.</summary>
    public Task<Result<ReceivedForm<string>>> ReceiveAsync(HttpRequest request, long maxBytes = MaxBytes) =>
        _forms.ReceiveAsync<string>(
            request,
            new FileForm("file", maxBytes, "title", "kind"),
            async (file, cancellationToken) =>
            {
                await using MediaWriter writer = await Store.OpenWriteAsync(Key, "video/mp4", cancellationToken);
                await file.Content.CopyToAsync(writer, cancellationToken);
                await writer.CompleteAsync(cancellationToken);
                return file.Name;
            },
            _ => Store.DeleteAsync(Key),
            CancellationToken.None);

    /// <summary>A connection over which a request is written by hand.</summary>
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

    private async Task ReceiveAsync(HttpContext context)
    {
        try
        {
            Result<ReceivedForm<string>> result = await ReceiveAsync(context.Request);
            Received = result.Value;
            context.Response.StatusCode = result.Succeeded ? StatusCodes.Status201Created : StatusCodes.Status422UnprocessableEntity;
            if (result.Problem is Problem.Invalid invalid)
                await context.Response.WriteAsync(string.Join(' ', invalid.Fields.Select(field => field.Field)));
        }
        catch (BadHttpRequestException bad)
        {
            context.Response.StatusCode = bad.StatusCode;
        }
        catch (IOException full) when (DiskSpace.LackedFor(full))
        {
            context.Response.StatusCode = StatusCodes.Status507InsufficientStorage;
        }
    }
}
