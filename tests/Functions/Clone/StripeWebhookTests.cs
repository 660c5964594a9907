using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Sandbox;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Functions.Tests.Clone;

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
        string old = StripeSignature.Sign(body, Secret, app.Time.GetUtcNow().AddMinutes(-10));
        foreach (string? signature in new[] { null, "", "nonsense", "t=1,v1=00", old, Sign(Event("evt_x", "invoice.paid")) })
            (await PostAsync(body, signature)).ShouldBeError(HttpStatusCode.BadRequest, "INVALID_SIGNATURE");
        (await PostAsync([], Sign([]))).ShouldBeError(HttpStatusCode.BadRequest, "INVALID_SIGNATURE");
        (await FindAsync("evt_forged")).ShouldBeNull();
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

    private string Sign(byte[] body) => StripeSignature.Sign(body, Secret, app.Time.GetUtcNow());

    private async Task<Answer> PostAsync(byte[] body, string? signature)
    {
        using HttpClient http = app.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/webhooks/stripe")
        {
            Content = new ByteArrayContent(body),
        };
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
