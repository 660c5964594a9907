using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Webhooks;
using Understudy.Infrastructure.Egress;
using Understudy.Infrastructure.Webhooks;

namespace Understudy.Infrastructure.Tests.Egress;

public sealed class WebhookSenderTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly ElasticTime _time = new();
    private readonly LogLines _log = new();
    private readonly IWebhookSender _sender;

    public WebhookSenderTests() => _sender = Sender(EgressGuard.WithSystemResolver(allowLoopback: true));

    [Fact]
    public async Task What_is_sent_is_what_was_signed()
    {
        string? body = null;
        await using Receiver receiver = await Receiver.StartAsync(async context =>
        {
            using StreamReader reader = new(context.Request.Body);
            body = await reader.ReadToEndAsync();
            context.Response.StatusCode = 204;
        });

        WebhookAnswer answer = await SendAsync(receiver.Url, "{\"title\":\"こんにちは\"}");

        answer.ShouldBe(new WebhookAnswer(204, null));
        answer.Succeeded.ShouldBeTrue();
        body.ShouldBe("{\"title\":\"こんにちは\"}");
        receiver.Headers["webhook-id"].ShouldBe("id");
        receiver.Headers["webhook-timestamp"].ShouldBe("1768478400");
        receiver.Headers["webhook-signature"].ShouldBe("v1,abc v1,def");
        receiver.Headers["Content-Type"].ShouldBe("application/json");
        receiver.Headers["User-Agent"].ShouldBe("Understudy-Webhooks/1.0");
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_a_failure(int status)
    {
        await using Receiver receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://169.254.169.254/latest/meta-data/";
            return Task.CompletedTask;
        });
        (await SendAsync(receiver.Url)).ShouldBe(new WebhookAnswer(status, "redirected"));
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "7", 7)]
    [InlineData(500, "7", null)]
    [InlineData(503, "soon", null)]
    [InlineData(503, null, null)]
    public async Task A_receiver_may_say_when_to_come_back(int status, string? header, int? seconds)
    {
        await using Receiver receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            if (header is not null) context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });
        (await SendAsync(receiver.Url)).ShouldBe(
            new WebhookAnswer(status, null, seconds is { } s ? TimeSpan.FromSeconds(s) : null));
        receiver.Requests.ShouldBe(1, "each attempt is one request; deliveries are repeated elsewhere");
    }

    [Fact]
    public async Task It_may_say_so_as_a_date()
    {
        await using Receiver receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = _time.GetUtcNow().AddMinutes(10).ToString("R");
            return Task.CompletedTask;
        });
        (await SendAsync(receiver.Url)).RetryAfter!.Value.TotalMinutes.ShouldBeInRange(9.5, 10);
    }

    [Fact]
    public async Task Who_does_not_answer_is_waited_for_fifteen_seconds()
    {
        TaskCompletionSource asked = new();
        await using Receiver receiver = await Receiver.StartAsync(context =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        _time.Stop();
        Task<WebhookAnswer> answer = SendAsync(receiver.Url);
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(14));
        answer.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await answer).ShouldBe(new WebhookAnswer(null, "timed_out"));
    }

    [Fact]
    public async Task An_endless_answer_is_not_read()
    {
        await using Receiver receiver = await Receiver.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
        });
        (await SendAsync(receiver.Url)).ShouldBe(new WebhookAnswer(200, null));
    }

    [Fact]
    public async Task An_answer_with_too_many_headers_is_a_failure()
    {
        await using Receiver receiver = await Receiver.StartAsync(context =>
        {
            for (int i = 0; i < 100; i++) context.Response.Headers[$"x-{i}"] = new string('a', 1000);
            return Task.CompletedTask;
        });
        (await SendAsync(receiver.Url)).ShouldBe(new WebhookAnswer(null, "answer_unreadable"));
    }

    [Fact]
    public async Task What_could_not_be_reached_has_a_word()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        (await SendAsync(new Uri($"http://127.0.0.1:{port}/"))).Error.ShouldBe("connection_failed");
        (await SendAsync(new Uri("https://10.0.0.1/"))).Error.ShouldBe("address_refused");
        (await SendAsync(new Uri("http://8.8.8.8:8080/"))).Error.ShouldBe("address_refused");

        IWebhookSender nowhere = Sender(new EgressGuard(
            (_, _) => throw new SocketException((int)SocketError.HostNotFound), allowLoopback: true));
        (await nowhere.SendAsync(
            new WebhookMessage(new Uri("https://nowhere.example/"), "id", _now, "v1,a", "{}"), CancellationToken.None))
            .Error.ShouldBe("host_not_found");

        await using Receiver plain = await Receiver.StartAsync(_ => Task.CompletedTask);
        (await SendAsync(new Uri($"https://127.0.0.1:{plain.Url.Port}/"))).Error.ShouldBe("tls_failed");
    }

    [Fact]
    public async Task The_address_of_a_hook_is_not_logged()
    {
        await using Receiver receiver = await Receiver.StartAsync(_ => Task.CompletedTask);
        await SendAsync(new Uri(receiver.Url, "/only-who-knows-this-may-call"));
        _log.Lines.ShouldAllBe(line => !line.Contains("only-who-knows-this", StringComparison.Ordinal));
    }

    private IWebhookSender Sender(EgressGuard guard) => new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log))
        .AddSingleton<TimeProvider>(_time)
        .AddWebhookSender(guard)
        .BuildServiceProvider()
        .GetRequiredService<IWebhookSender>();

    private Task<WebhookAnswer> SendAsync(Uri url, string body = "{}") => _sender.SendAsync(
        new WebhookMessage(url, "id", _now, "v1,abc v1,def", body), CancellationToken.None);

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(state.ToString()!);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
