using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Stripe;
using Understudy.Bench.Http;
using Understudy.Bench.Load;
using Understudy.Bench.Measuring;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Sandbox;
using Understudy.Infrastructure.Sqlite;
using Understudy.Infrastructure.Stripe;
using Subscription = Understudy.Domain.Billing.Subscription;

namespace Understudy.Bench.Billing;

/// <summary>
/// How long the payment gateway waits until an event is taken in, while those before it are handled behind their answers:
/// signed events about subscriptions, at a steady rate. The baseline is a server that only answers.
/// </summary>
internal static class WebhookBench
{
    private const int PerSecond = 200;
    private const int People = 50;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string data = run.Scratch.Folder("webhooks");
        using AppServer app = await AppServer.StartAsync(data, run.Cancellation);
        using ServerProcess bare =
            await ServerProcess.StartOwnAsync(BareServer.Command, BareServer.Path, run.Cancellation);
        for (int i = 0; i < People; i++) await SubscribeAsync(app.Process, i, run.Cancellation);
        using SqliteDocumentStore store =
            new(new SqliteOptions(Path.Combine(data, "documents.db")), TimeProvider.System);
        Subscription[] subscriptions = await SubscribedAsync(store, run.Cancellation);
        string secret = SandboxSecret.LoadOrCreate(Path.Combine(data, "keys"));
        int sent = 0;

        Task<double> TakeInAsync() => SteadyLoad.P99Async(
            PerSecond,
            run.LoadSeconds,
            number => DeliverAsync(
                app.Process.Client,
                Event(Interlocked.Increment(ref sent), subscriptions[number % subscriptions.Length]),
                secret,
                run.Cancellation),
            run.Cancellation);
        Task<double> AnswerAsync() => SteadyLoad.P99Async(
            PerSecond, run.LoadSeconds, _ => GetAsync(bare.Client, run.Cancellation), run.Cancellation);

        // Tiered compilation takes some seconds of load to come to its end.
        for (int warmUp = 0; warmUp < 3; warmUp++)
        {
            await TakeInAsync();
            await AnswerAsync();
        }

        Pairs pairs = await Pairs.TakeAsync(run.Repetitions, TakeInAsync, AnswerAsync);
        double seconds = await DrainAsync(store, run.Cancellation);
        return
        [
            Row.AtMostBeside($"webhook intake p99 at {PerSecond}/s, handling behind it; bare minimal API", pairs, 20, "ms"),
            Row.AtMost($"until the last of {sent:#,0} events is handled, after the load", seconds, 30, "s"),
        ];
    }

    private static async Task SubscribeAsync(ServerProcess app, int number, CancellationToken cancellationToken)
    {
        using HttpClient http = new() { BaseAddress = app.Address };
        string token = (string)(await PostAsync("/dev/token", new JsonObject
        {
            ["email"] = $"subscriber{number}@example.com",
        }))["id_token"]!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await PostAsync("/api/v1/auth/login", []);
        string page = new Uri(app.Address, "/").ToString();
        JsonNode checkout = await PostAsync("/api/v1/billing/checkout", new JsonObject
        {
            ["plan_type"] = "standard",
            ["success_url"] = page,
            ["cancel_url"] = page,
        });
        // To learn where the page leads is enough; there is nothing there.
        using HttpRequestMessage pay = new(HttpMethod.Post, (string)checkout["checkout_url"]!)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("action", "pay")]),
        };
        pay.Headers.Add("Sec-Fetch-Site", "same-origin");
        using HttpResponseMessage paid = await http.SendAsync(pay, cancellationToken);

        async Task<JsonNode> PostAsync(string path, JsonObject body)
        {
            using HttpResponseMessage answer =
                await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellationToken);
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
        }
    }

    private static async Task<Subscription[]> SubscribedAsync(
        SqliteDocumentStore store, CancellationToken cancellationToken)
    {
        while (true)
        {
            DocumentPage<Subscription> page = await store.QueryAsync<Subscription>(
                new DocumentQuery { Where = [Filter.Equal("isLive", true)] }, cancellationToken);
            if (page.Items.Count == People) return [.. page.Items.Select(item => item.Value)];
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private static async Task<double> DrainAsync(SqliteDocumentStore store, CancellationToken cancellationToken)
    {
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        DocumentQuery waiting = new() { Where = [Filter.Equal("state", EventState.Received)], Limit = 1 };
        while ((await store.QueryAsync<ReceivedEvent>(waiting, cancellationToken)).Items.Count > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        return System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static byte[] Event(int number, Subscription subscription) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["id"] = $"evt_bench{number}",
        ["object"] = "event",
        ["type"] = "customer.subscription.updated",
        ["created"] = 1_700_000_000 + number,
        ["data"] = new JsonObject
        {
            ["object"] = new JsonObject
            {
                ["id"] = subscription.SubscriptionId,
                ["object"] = "subscription",
                ["customer"] = subscription.CustomerId,
                // About as long as what Stripe sends.
                ["description"] = new string('x', 4000),
            },
        },
    }.ToJsonString());

    private static async Task DeliverAsync(
        HttpClient http, byte[] body, string secret, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/webhooks/stripe")
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Add(
            StripeEvents.SignatureHeader, EventUtility.GenerateSignatureHeader(Encoding.UTF8.GetString(body), secret));
        using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task GetAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer =
            await http.GetAsync(new Uri(BareServer.Path, UriKind.Relative), cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
