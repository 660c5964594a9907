using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StandardWebhooks;

namespace Understudy.Tests;

/// <summary>A person's own server: a real one, on a free port of this machine.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>Where it is.</summary>
    public Uri Url => new(new Uri(_app.Urls.First()), "/hook");

    /// <summary>What it got, in that order.</summary>
    public ConcurrentQueue<ReceivedWebhook> Received { get; } = new();

    /// <summary>What it answers; 204 unless set.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public static async Task<WebhookReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            // Watching a configuration that never changes takes one of the few inotify instances of a user.
            ["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication built = builder.Build();
        WebhookReceiver receiver = new(built);
        built.MapPost("/hook", receiver.ReceiveAsync);
        await built.StartAsync();
        return receiver;
    }

    /// <summary>From now on it answers with that status.</summary>
    public void Answers(int status, string? retryAfter = null) => Answer = context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    /// <summary>Waits until it has got so many.</summary>
    public async Task<ReceivedWebhook[]> GotAsync(int count, TimeSpan? within = null)
    {
        await Eventually.HoldsAsync(() => Received.Count >= count, $"{count} webhooks came", within);
        return [.. Received];
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        Received.Enqueue(new ReceivedWebhook(
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            body.ToArray()));
        if (Answer is { } answer) await answer(context);
        else context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

/// <summary>A webhook as it came in.</summary>
internal sealed record ReceivedWebhook(IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    // What the specification's libraries allow.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The body.</summary>
    public JsonNode Body => JsonNode.Parse(Bytes)!;

    /// <summary>What happened.</summary>
    public string Type => Body["type"]!.GetValue<string>();

    /// <summary>The header that is the same for each repetition.</summary>
    public string Id => Headers["webhook-id"];

    /// <summary>Whether a receiver with that secret believes it: one of its signatures is right, and it is no replay.</summary>
    /// <param name="secret">The receiver's secret.</param>
    /// <param name="now">The receiver's time.</param>
    /// <param name="body">The body, unless it is the one that came.</param>
    public bool IsBelieved(string secret, DateTimeOffset now, byte[]? body = null)
    {
        var sent = DateTimeOffset.FromUnixTimeSeconds(
            long.Parse(Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
        // The library's own verification takes the time from the machine, which the tests' clock is ahead of.
        string signature = new StandardWebhook(secret).Sign(Id, sent, Encoding.UTF8.GetString(body ?? Bytes));
        return Headers["webhook-signature"].Split(' ').Contains(signature) && (now - sent).Duration() <= _tolerance;
    }
}
