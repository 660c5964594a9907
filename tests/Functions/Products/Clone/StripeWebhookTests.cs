using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stripe;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Products.Clone;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Sandbox;
using Person = Understudy.Functions.Tests.Support.Person;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>The door for the payment gateway's events. Clone §9.6.</summary>
public sealed class StripeWebhookTests(TestApp app) : IClassFixture<TestApp>
{
    private IDocumentStore Store => app.Services.GetRequiredService<IDocumentStore>();

    private string Secret => app.Services.GetRequiredService<SandboxOptions>().WebhookSecret;

    [Fact]
    public async Task A_signed_event_is_kept_once_and_handled()
    {
        byte[] body = Event("evt_kept", "invoice.paid");
        for (int i = 0; i < 3; i++)
        {
            Answer answer = await PostAsync(body, Sign(body));
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
            answer.Body!.ToJsonString().ShouldBe("""{"received":true}""");
        }
        await Eventually.GetAsync(() => FindAsync("evt_kept"), found => found?.State == EventState.Handled);
    }

    [Fact]
    public async Task An_event_of_no_concern_is_received_and_not_kept()
    {
        byte[] body = Event("evt_other", "plan.created");
        (await PostAsync(body, Sign(body))).Status.ShouldBe(HttpStatusCode.OK);
        (await FindAsync("evt_other")).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_gateway_did_not_sign_just_now_is_refused()
    {
        byte[] body = Event("evt_forged", "invoice.paid");
        string old = Sign(body, app.Time.GetUtcNow().AddMinutes(-10));
        foreach (string? signature in new[] { null, "", "nonsense", "t=1,v1=00", old, Sign(Event("evt_x", "invoice.paid")) })
            (await PostAsync(body, signature)).ShouldBeError(HttpStatusCode.BadRequest, "INVALID_SIGNATURE");
        foreach (byte[] nothing in (byte[][])[[], "nonsense"u8.ToArray(), "{"u8.ToArray()])
            (await PostAsync(nothing, Sign(nothing))).ShouldBeError(HttpStatusCode.BadRequest, "INVALID_PAYLOAD");
        byte[] noText = [0xFF, 0xFE, (byte)'{'];
        (await PostAsync(noText, Sign(noText))).ShouldBeError(HttpStatusCode.BadRequest, "INVALID_SIGNATURE");
        (await FindAsync("evt_forged")).ShouldBeNull();
    }

    [Theory]
    [InlineData("object", "\"v2.core.event\"", "object 'v2.core.event', type 'invoice.paid'")]
    [InlineData("object", "\"event_notification\"", "'event_notification'")]
    [InlineData("object", "null", "object 'none'")]
    [InlineData("data", "{}", "no id, type, time or object")]
    [InlineData("id", "7", "no id, type, time or object")]
    [InlineData("created", "\"2024-09-17T06:20:52.246Z\"", "no id, type, time or object")]
    [InlineData("livemode", "true", "live mode")]
    [InlineData("account", "\"acct_1\"", "connected account acct_1")]
    public async Task An_event_of_another_style_mode_or_account_is_received_passed_over_and_named_in_the_log(
        string field, string json, string named)
    {
        byte[] body = Encoding.UTF8.GetBytes(
            JsonNode.Parse(Event("evt_strange", "invoice.paid"))!.AsObject().With(field, json));
        Answer answer = await PostAsync(body, Sign(body));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        (await PostAsync(body, Sign([.. body, (byte)' ']))).ShouldBeError(HttpStatusCode.BadRequest, "INVALID_SIGNATURE");
        (await FindAsync("evt_strange")).ShouldBeNull();
        string warning = (await WarningsAsync(body)).ShouldHaveSingleItem();
        warning.ShouldContain(named);
        warning.ShouldContain("passed over");
    }

    [Theory]
    [InlineData("2099-01-01.phlox", true)]
    [InlineData("2023-08-16", true)]
    [InlineData("2026-10-28.endive", false)]
    [InlineData("2026-09-30.endive", false)]
    public async Task An_event_of_another_api_version_is_taken_and_named_in_the_log(string version, bool isOdd)
    {
        string id = $"evt_of{version.Replace('-', '_').Replace('.', '_')}";
        byte[] body = Encoding.UTF8.GetBytes(
            JsonNode.Parse(Event(id, "invoice.paid"))!.AsObject().With("api_version", $"\"{version}\""));
        (await PostAsync(body, Sign(body))).Status.ShouldBe(HttpStatusCode.OK);
        (await FindAsync(id)).ShouldNotBeNull();
        IReadOnlyList<string> warnings = await WarningsAsync(body);
        if (isOdd) warnings.ShouldHaveSingleItem().ShouldContain($"API version '{version}'");
        else warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_an_event_of_an_older_version_what_it_names_is_read_again_and_nothing_else_counts()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync(
            prepared => prepared.Deliveries.Receiver = _ => HttpStatusCode.OK);
        using Person person = await own.App.NewPersonAsync();
        Answer opened = await person.PostAsync("/api/v1/billing/checkout", new
        {
            plan_type = "standard",
            success_url = "http://localhost/done",
            cancel_url = "http://localhost/back",
        });
        string checkoutId = new Uri(opened.Text("checkout_url")).Segments[^1];
        await own.App.Services.GetRequiredService<SandboxCheckouts>().PayAsync(checkoutId, default);
        IPaymentGateway gateway = own.App.Services.GetRequiredService<IPaymentGateway>();
        CheckoutSession paid = (await gateway.FindCheckoutAsync(checkoutId, default)).ShouldNotBeNull();
        (await person.GetAsync("/api/v1/billing/subscription")).Text("subscription.plan_type").ShouldBe("free");

        // As version 2023-08-16 shapes an invoice, and with news that are none.
        string body = $$"""
            {"id": "evt_old", "object": "event", "api_version": "2023-08-16", "created": 1700000000, "type": "invoice.paid",
             "data": {"object": {"id": "{{paid.InvoiceId}}", "object": "invoice", "customer": "{{paid.CustomerId}}",
             "paid": false, "status": "void", "charge": "ch_1", "payment_intent": null, "subscription": null,
             "lines": {"object": "list", "data": [{"type": "subscription", "proration": false, "price": {"id": 7} } ] } } } }
            """;
        string signature = EventUtility.GenerateSignatureHeader(
            body,
            own.App.Services.GetRequiredService<SandboxOptions>().WebhookSecret,
            own.App.Time.GetUtcNow().ToUnixTimeSeconds());
        using HttpClient http = own.App.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/webhooks/stripe") { Content = new StringContent(body) };
        request.Headers.Add("Stripe-Signature", signature);
        (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.GetAsync(
            () => person.GetAsync("/api/v1/billing/subscription"),
            found => found.Text("subscription.plan_type") == "standard");
    }

    [Fact]
    public async Task An_event_may_come_packed_and_after_a_byte_order_mark()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. Event("evt_packed", "invoice.paid")];
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal)) gzip.Write(body);
        (await PostAsync(packed.ToArray(), Sign(body), "gzip")).Status.ShouldBe(HttpStatusCode.OK);
        (await FindAsync("evt_packed")).ShouldNotBeNull();
        (await PostAsync(packed.ToArray(), Sign(packed.ToArray()), "gzip"))
            .ShouldBeError(HttpStatusCode.BadRequest, "INVALID_SIGNATURE");
    }

    [Fact]
    public async Task Events_may_be_large_but_not_without_end()
    {
        byte[] large = Event("evt_large", "invoice.paid", padding: 900 * 1024);
        (await PostAsync(large, Sign(large))).Status.ShouldBe(HttpStatusCode.OK);
        byte[] endless = Event("evt_endless", "invoice.paid", padding: 1024 * 1024);
        (await PostAsync(endless, Sign(endless)))
            .ShouldBeError(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task An_event_that_a_crash_left_without_anybody_to_handle_it_is_found()
    {
        await app.Services.GetRequiredService<EventInbox>().TakeAsync(
            new Domain.Billing.Gateway.GatewayEvent("evt_left", "invoice.paid", app.Time.GetUtcNow()), default);
        await app.AdvanceUntilAsync(
            TimeSpan.FromMinutes(2), () => FindAsync("evt_left"), found => found?.State == EventState.Handled);
    }

    private async Task<ReceivedEvent?> FindAsync(string id) =>
        (await Store.FindAsync<ReceivedEvent>(id, id))?.Value;

    private string Sign(byte[] body) => Sign(body, app.Time.GetUtcNow());

    private string Sign(byte[] body, DateTimeOffset at) =>
        EventUtility.GenerateSignatureHeader(Encoding.UTF8.GetString(body), Secret, at.ToUnixTimeSeconds());

    // What is logged while the event is taken in, by a door of its own: the app's logs what is worse only.
    private async Task<IReadOnlyList<string>> WarningsAsync(byte[] body)
    {
        Warnings log = new();
        StripeWebhook door = new(new PaymentEvents(
            app.Services.GetRequiredService<IPaymentGateway>(), app.Services.GetRequiredService<EventInbox>(), log));
        DefaultHttpContext http = new();
        http.Request.Body = new MemoryStream(body);
        http.Request.Headers["Stripe-Signature"] = Sign(body);
        // Nothing is begun for what is passed over, nor for what has come before.
        await door.Receive(http.Request, client: null!, default);
        return log.Texts;
    }

    private sealed class Warnings : ILogger<PaymentEvents>
    {
        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Texts.Add(formatter(state, exception));
    }

    private async Task<Answer> PostAsync(byte[] body, string? signature, string? coding = null)
    {
        using HttpClient http = app.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/webhooks/stripe")
        {
            Content = new ByteArrayContent(body),
        };
        if (coding is not null) request.Content.Headers.ContentEncoding.Add(coding);
        if (signature is not null) request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        return await Answer.OfAsync(await http.SendAsync(request));
    }

    private static byte[] Event(string id, string type, int padding = 0) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["id"] = id,
        ["object"] = "event",
        ["type"] = type,
        ["created"] = 1_700_000_000,
        ["data"] = new JsonObject
        {
            ["object"] = new JsonObject
            {
                ["id"] = "in_nobodys",
                ["object"] = "invoice",
                ["customer"] = "cus_nobodys",
                ["description"] = new string('x', padding),
            },
        },
    }.ToJsonString());
}
