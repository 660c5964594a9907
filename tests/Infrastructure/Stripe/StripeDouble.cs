using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stripe;
using Understudy.Infrastructure.Stripe;
using PortalSession = Stripe.BillingPortal.Session;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>
/// Stands in for Stripe on a real socket: refuses what Stripe does not know, remembers idempotency keys, and fails when it is
/// told to.
/// </summary>
internal sealed class StripeDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Asked, int Status, JsonObject Answer)> _answered = [];

    private StripeDouble()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            // Watching a configuration that never changes takes one of the few inotify instances of a user.
            ["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    public StripeBooks Books { get; } = new();

    /// <summary>Every request, in order, e.g. <c>POST /v1/customers</c>, with its idempotency key and what it said.</summary>
    public ConcurrentQueue<(string Call, string? Key, JsonObject? Data)> Requests { get; } = [];

    /// <summary>What goes wrong with the next requests, one each.</summary>
    public ConcurrentQueue<Fault> Faults { get; } = [];

    public StripeOptions Options { get; private set; } = null!;

    public static async Task<StripeDouble> StartAsync()
    {
        StripeDouble made = new();
        await made._app.StartAsync();
        made.Options = new StripeOptions($"key-{Guid.NewGuid():n}", ["a secret of webhooks"])
        {
            BaseAddress = new Uri(made._app.Urls.Single()),
        };
        return made;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string call = $"{request.Method} {request.Path}";
        string? key = request.Headers["Idempotency-Key"];
        string form = request.Method == "POST"
            ? await new StreamReader(request.Body).ReadToEndAsync()
            : request.QueryString.Value!.TrimStart('?');
        JsonObject? data = null;
        string? error = null;
        try
        {
            data = StripeRequests.Read(request.Method, request.Path!, form);
        }
        catch (FormatException unknown)
        {
            error = unknown.Message;
        }
        Requests.Enqueue((call, key, data));

        Faults.TryDequeue(out Fault? fault);
        if (fault is { IsHanging: true }) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (fault is { IsDropped: true, IsAfterwards: false })
        {
            context.Abort();
            return;
        }
        if (fault is { Status: not 0, IsAfterwards: false })
        {
            await AnswerAsync(context, fault.Status, fault.Body ?? Error("api_error", "injected"), fault);
            return;
        }

        (int status, JsonObject answer) = Refuse(request, key) is { } refusal ? (400, refusal)
            : error is not null ? (400, Error("invalid_request_error", "parameter_unknown", error))
            : Once(call, key, form, () => Handle(request.Method, request.Path!, data!));
        if (fault is { IsDropped: true }) context.Abort();
        else if (fault is { Status: not 0 }) await AnswerAsync(context, fault.Status, Error("api_error", "injected"), fault);
        else await AnswerAsync(context, status, answer, fault);
    }

    private JsonObject? Refuse(HttpRequest request, string? key)
    {
        if (request.Headers.Authorization != $"Bearer {Options.SecretKey}") return Error("invalid_request_error", "no_key");
        if (request.Headers["Stripe-Version"] != "2026-10-28.endive") return Error("invalid_request_error", "no_version");
        bool isForm = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true;
        if (request.Method == "POST" != isForm) return Error("invalid_request_error", "no_form");
        return request.Method == "POST" != (key is { Length: > 0 and <= 255 })
            ? Error("idempotency_error", "no_idempotency_key")
            : null;
    }

    private (int Status, JsonObject Answer) Once(string call, string? key, string form, Func<(int, JsonObject)> handle)
    {
        if (key is null) return handle();
        string asked = $"{call} {form}";
        if (_answered.TryGetValue(key, out (string Asked, int Status, JsonObject Answer) before))
            return before.Asked == asked ? (before.Status, before.Answer) : (400, Error("idempotency_error", "other_parameters"));
        (int status, JsonObject answer) = handle();
        answer = answer.DeepClone().AsObject();
        _answered[key] = (asked, status, answer);
        return (status, answer);
    }

    private (int Status, JsonObject Answer) Handle(string method, string path, JsonObject data)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (method, path)
        {
            case ("POST", "/v1/customers"):
                return (200, Books.Add("cus", "customer", new Customer
                {
                    Email = (string)data["email"]!,
                    Name = (string)data["name"]!,
                    Metadata = data["metadata"].Deserialize<Dictionary<string, string>>(),
                    InvoiceSettings = new(),
                }));
            case ("POST", "/v1/refunds"):
                return Refund(data);
            case ("POST", _) when parts[^1] == "expire":
                return Expire(parts[^2]);
            case ("POST", _) when Books.Find((string?)data["customer"]) is null:
                return (400, Error("invalid_request_error", "resource_missing", "customer"));
            case ("POST", "/v1/checkout/sessions"):
                return (200, Books.Open(data));
            case ("POST", "/v1/billing_portal/sessions"):
                return (200, Books.Add("bps", "billing_portal.session", new PortalSession
                {
                    Url = $"https://billing.stripe.example/{data["customer"]}",
                }));
            case ("GET", "/v1/disputes"):
                return (200, List(new JsonArray([.. Books.All("dispute")
                    .Where(one => (string?)one["payment_intent"] == (string?)data["payment_intent"])
                    .Select(one => one.DeepClone())])));
            case ("GET", "/v1/refunds"):
                return (200, List(new JsonArray([.. Books.All("refund")
                    .Where(one => (string?)one["payment_intent"] == (string?)data["payment_intent"])
                    .Select(one => one.DeepClone())])));
            case ("GET", "/v1/invoice_payments"):
                return (200, List(Books.Payments((string)data["payment"]!["payment_intent"]!)));
        }
        if (Books.Find(parts[^1]) is not { } found || (bool?)found["deleted"] == true ||
            method == "DELETE" && (string?)found["status"] == "canceled")
            return (404, Error("invalid_request_error", "resource_missing", "id"));
        if (method == "DELETE" && parts[^2] == "customers") found["deleted"] = true;
        else if (method == "DELETE") found["status"] = "canceled";
        try
        {
            return (200, Books.Expand(found, data["expand"]?.AsArray().Select(item => (string)item!) ?? []));
        }
        catch (KeyNotFoundException missing)
        {
            return (400, Error("invalid_request_error", "cannot_be_expanded", missing.Message));
        }
    }

    private (int Status, JsonObject Answer) Expire(string id)
    {
        if (Books.Find(id) is not { } session) return (404, Error("invalid_request_error", "resource_missing", "session"));
        if ((string?)session["status"] != "open") return (400, Error("invalid_request_error", "not_open"));
        session["status"] = "expired";
        session["url"] = null;
        return (200, session.DeepClone().AsObject());
    }

    private (int Status, JsonObject Answer) Refund(JsonObject data)
    {
        string id = (string)data["payment_intent"]!;
        if (Books.Find((string?)Books.Find(id)?["latest_charge"]) is not { } charge)
            return (404, Error("invalid_request_error", "resource_missing", "payment_intent"));
        if ((bool)charge["disputed"]!) return (400, Error("invalid_request_error", "charge_disputed"));
        long left = (long)charge["amount"]! - (long)charge["amount_refunded"]!;
        if (left == 0) return (400, Error("invalid_request_error", "charge_already_refunded"));
        long amount = (long?)data["amount"] ?? left;
        if (amount > left) return (400, Error("invalid_request_error", "amount_too_large"));
        charge["amount_refunded"] = (long)charge["amount_refunded"]! + amount;
        return (200, Books.Add("re", "refund", new Refund
        {
            PaymentIntentId = id,
            Amount = amount,
            Metadata = data["metadata"].Deserialize<Dictionary<string, string>>() ?? [],
        }));
    }

    private static JsonObject List(JsonArray data) => new() { ["object"] = "list", ["data"] = data };

    private static JsonObject Error(string type, string code, string param = "x") => new()
    {
        ["error"] = new JsonObject
        {
            ["type"] = type,
            ["code"] = code,
            ["param"] = param,
            ["message"] = "Something about somebody@example.com",
        },
    };

    private static async Task AnswerAsync(HttpContext context, int status, JsonNode body, Fault? fault)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["Request-Id"] = "req_1";
        foreach ((string name, string value) in fault?.Headers ?? []) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(fault?.Text ?? body.ToJsonString());
    }
}

/// <summary>Something that goes wrong with a request.</summary>
internal sealed record Fault
{
    public int Status { get; init; }

    /// <summary>The connection breaks instead of an answer.</summary>
    public bool IsDropped { get; init; }

    /// <summary>No answer ever comes.</summary>
    public bool IsHanging { get; init; }

    /// <summary>What was asked for is done all the same.</summary>
    public bool IsAfterwards { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    public JsonNode? Body { get; init; }

    /// <summary>What is answered instead of JSON.</summary>
    public string? Text { get; init; }
}
