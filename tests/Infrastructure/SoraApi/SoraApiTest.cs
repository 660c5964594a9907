using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Domain.Media;
using Understudy.Infrastructure.Egress;
using Understudy.Infrastructure.Files;
using Understudy.Infrastructure.SoraApi;
using Understudy.Infrastructure.Tests.Egress;

namespace Understudy.Infrastructure.Tests.SoraApi;

/// <summary>The adapter as the app registers it, and a provider on this machine that answers what a test says.</summary>
public abstract class SoraApiTest : IAsyncLifetime
{
    internal const string Key = "key-of-the-test-provider";
    internal const string CallbackSecret = "secret-of-the-callback";

    internal static readonly MediaKey Film = new(MediaKey.Library, "films/ann/job/provider.mp4");

    private readonly TemporaryFolder _folder = new();
    private readonly List<Receiver> _receivers = [];
    private readonly List<ServiceProvider> _services = [];

    internal ElasticTime Time { get; } = new();

    internal ConcurrentQueue<string> Log { get; } = new();

    /// <summary>What the provider was asked, as <c>METHOD path?query</c>, and the body.</summary>
    internal ConcurrentQueue<(string Line, string Body)> Asked { get; } = new();

    internal IMediaStore Media => _services[^1].GetRequiredService<IMediaStore>();

    internal static FilmWish Wish { get; } = new(
        "job-1", "A lighthouse \"in\" a storm", false, true, [],
        new Uri($"https://app.example/sora/api/videos/sora/callback?task=ann.job-1&secret={CallbackSecret}"));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (ServiceProvider services in _services) await services.DisposeAsync();
        foreach (Receiver receiver in _receivers) await receiver.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A provider that answers so.</summary>
    internal async Task<IFilmProvider> ProviderAsync(Func<HttpContext, Task> answer, string? lookUp = null, long mostBytes = 1000) =>
        Provider((await ServerAsync(answer)).Url, lookUp, mostBytes);

    internal IFilmProvider Provider(Uri url, string? lookUp = null, long mostBytes = 1000, bool allowLoopback = true)
    {
        ServiceCollection services = new();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Lines(Log)));
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(EgressGuard.WithSystemResolver(allowLoopback));
        services.AddSingleton<IMediaStore>(new FileMediaStore(
            new FileMediaOptions(_folder.Path, new Uri("http://127.0.0.1:1")), Time));
        services.AddSoraApi(new SoraApiOptions(url, Key) { LookUpPath = lookUp, MostBytes = mostBytes });
        _services.Add(services.BuildServiceProvider());
        return _services[^1].GetRequiredService<IFilmProvider>();
    }

    internal async Task<Receiver> ServerAsync(Func<HttpContext, Task> answer)
    {
        Receiver receiver = await Receiver.StartAsync(async context =>
        {
            using StreamReader body = new(context.Request.Body);
            Asked.Enqueue((
                $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}", await body.ReadToEndAsync()));
            await answer(context);
        });
        _receivers.Add(receiver);
        return receiver;
    }

    internal static Func<HttpContext, Task> Json(int status, string body, string? retryAfter = null) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(body);
    };

    /// <summary>It hears, and never answers.</summary>
    internal static Task Silence(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted)
        .ContinueWith(_ => { }, TaskScheduler.Default);

    private sealed class Lines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
