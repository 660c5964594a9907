using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Billing.Gateway;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Tests.Stripe;

public sealed class StripeRetryTests : StripeTest
{
    [Theory]
    [InlineData("409")]
    [InlineData("500")]
    [InlineData("dropped")]
    [InlineData("dropped afterwards")]
    [InlineData("503 afterwards")]
    public async Task A_passing_failure_is_tried_again_under_the_same_key(string failure)
    {
        Stripe.Faults.Enqueue(Make(failure));
        string id = await CustomerAsync("the key");
        Stripe.Requests.Select(request => request.Key).ShouldBe(["the key", "the key"]);
        ((string?)Stripe.Books.All("customer").Single()["id"]).ShouldBe(id);
    }

    [Theory]
    [InlineData("503")]
    [InlineData("dropped")]
    public async Task A_failure_that_stays_is_passed_on_as_passing(string failure)
    {
        for (int i = 0; i < 10; i++) Stripe.Faults.Enqueue(Make(failure));
        (await Should.ThrowAsync<GatewayException>(() => CustomerAsync())).IsTransient.ShouldBeTrue();
        Stripe.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_attempt_without_an_answer_is_given_up_and_tried_again()
    {
        StripeOptions options = new(Stripe.Options.SecretKey, Stripe.Options.WebhookSecrets)
        {
            BaseAddress = Stripe.Options.BaseAddress,
            AttemptTimeout = TimeSpan.FromSeconds(3),
        };
        IPaymentGateway hasty = Make(options);
        Stripe.Faults.Enqueue(new Fault { IsHanging = true });
        await hasty.CreateCustomerAsync(new NewCustomer("user-1", "a@example.com", "A"), "key", default);
        Stripe.Requests.Select(request => request.Key).ShouldBe(["key", "key"]);
    }

    [Fact]
    public void An_attempt_may_take_twenty_seconds()
    {
        using ServiceProvider app = new ServiceCollection()
            .AddStripe(new StripeOptions("key", ["a secret of webhooks"]))
            .BuildServiceProvider();
        app.GetRequiredService<IHttpClientFactory>().CreateClient(StripeRegistration.ClientName).Timeout
            .ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Reading_is_tried_again_too()
    {
        string id = (string)(await BuyAsync())["id"]!;
        Stripe.Faults.Enqueue(Make("dropped"));
        Stripe.Faults.Enqueue(Make("503"));
        (await Gateway.FindPaymentAsync(id, default)).ShouldNotBeNull();
        Stripe.Faults.Enqueue(Make("dropped afterwards"));
        string subscription = (string)(await SubscribeWithAsync("another"))["id"]!;
        await Gateway.EndSubscriptionAsync(subscription, default);
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(402, false)]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(429, true)]
    [InlineData(302, true)]
    public async Task A_refusal_is_not_tried_again(int status, bool isTransient)
    {
        Stripe.Faults.Enqueue(new Fault { Status = status, Headers = new() { ["Location"] = "https://example.com" } });
        (await Should.ThrowAsync<GatewayException>(() => CustomerAsync())).IsTransient.ShouldBe(isTransient);
        Stripe.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(500, "false", 1)]
    [InlineData(400, "true", 2)]
    [InlineData(500, "nonsense", 2)]
    public async Task Stripe_has_the_last_word_on_trying_again(int status, string said, int requests)
    {
        Stripe.Faults.Enqueue(new Fault { Status = status, Headers = new() { ["Stripe-Should-Retry"] = said } });
        if (requests == 1) await Should.ThrowAsync<GatewayException>(() => CustomerAsync());
        else await CustomerAsync();
        Stripe.Requests.Count.ShouldBe(requests);
    }

    [Theory]
    [InlineData("<html>it works</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7", 403)]
    [InlineData("{\"error\":7}", 403)]
    [InlineData("{\"error\":null}", 403)]
    public async Task An_answer_that_is_none_may_be_one_later(string text, int status = 200)
    {
        Stripe.Faults.Enqueue(new Fault { Status = status, Text = text });
        (await Should.ThrowAsync<GatewayException>(() => CustomerAsync())).IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_that_is_not_found_is_not_an_object_that_is_not_found()
    {
        Stripe.Faults.Enqueue(new Fault { Status = 404, Text = "<html>not here</html>" });
        await Should.ThrowAsync<GatewayException>(() => Gateway.FindInvoiceAsync("in_1", default));
        Stripe.Faults.Enqueue(new Fault { Status = 404, Body = new JsonObject { ["error"] = new JsonObject { ["code"] = "x" } } });
        await Should.ThrowAsync<GatewayException>(() => Gateway.FindInvoiceAsync("in_1", default));
    }

    [Fact]
    public async Task A_failure_tells_neither_the_key_nor_the_person_nor_what_Stripe_quotes()
    {
        JsonObject hostile = new() { ["type"] = "card_error", ["code"] = "a\nb", ["message"] = "secret", ["param"] = "a b" };
        Stripe.Faults.Enqueue(new Fault { Status = 400, Body = new JsonObject { ["error"] = hostile } });
        (await Should.ThrowAsync<GatewayException>(() => CustomerAsync())).ToString().ShouldSatisfyAllConditions(
            text => text.ShouldContain("Stripe answered CreateCustomerAsync with 400 card_error (request req_1)."),
            text => text.ShouldNotContain(Stripe.Options.SecretKey),
            text => text.ShouldNotContain("example.com"),
            text => text.ShouldNotContain("secret"));
    }

    [Fact]
    public async Task What_is_logged_on_the_way_tells_neither_the_key_nor_the_person()
    {
        await CustomerAsync();
        Log.Text.ShouldSatisfyAllConditions(
            text => text.ShouldContain("POST"),
            text => text.ShouldNotContain(Stripe.Options.SecretKey),
            text => text.ShouldNotContain("example.com"));
    }

    [Fact]
    public async Task Each_call_that_makes_something_has_a_key_of_its_own_at_least()
    {
        string id = (await OpenAsync(Orders.Standard("user-1", "order-1"))).Id;
        Stripe.Faults.Enqueue(Make("503"));
        await Gateway.OpenPortalAsync(await CustomerAsync(), Cancel, default);
        await Gateway.ExpireCheckoutAsync(id, default);
        string?[] keys = [.. Stripe.Requests.Where(request => request.Data is not null).Select(request => request.Key)];
        keys.ShouldNotContain((string?)null);
        keys.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_caller_who_leaves_is_let_go()
    {
        Stripe.Faults.Enqueue(new Fault { IsHanging = true });
        using CancellationTokenSource left = new();
        Task creating = Gateway.CreateCustomerAsync(new NewCustomer("u", "a@example.com", "A"), "key", left.Token);
        await Eventually.HoldsAsync(() => Stripe.Requests.Count == 1, "Stripe is asked");
        await left.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => creating);
        Stripe.Requests.Count.ShouldBe(1);
    }

    private async Task<JsonObject> SubscribeWithAsync(string key) => Stripe.Books.Subscribe(
        Stripe.Books[(await OpenAsync(Orders.Standard("user-1", "order-2"), key)).Id]);

    private static Fault Make(string failure)
    {
        string[] words = failure.Split(' ');
        bool isDropped = words[0] == "dropped";
        return new Fault
        {
            IsDropped = isDropped,
            Status = isDropped ? 0 : int.Parse(words[0]),
            IsAfterwards = words.Length > 1,
        };
    }
}
