using System.Diagnostics;
using System.Text.Json.Nodes;
using Understudy.Domain.Billing.Gateway;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Tests.Stripe;

public sealed class StripeRetryTests(StripeSchema schema) : StripeTest(schema)
{
    public static TheoryData<string> Passing => ["409", "429", "500", "503", "dropped", "dropped afterwards", "503 afterwards"];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_passing_failure_is_tried_again_under_the_same_key(string failure)
    {
        Stripe.Faults.Enqueue(Make(failure));
        Stripe.Faults.Enqueue(Make(failure));
        string id = await CustomerAsync("the key");
        Stripe.Requests.Select(request => request.Key).ShouldBe(["the key", "the key", "the key"]);
        ((string?)Stripe.Books.All("customer").Single()["id"]).ShouldBe(id);
    }

    [Theory]
    [MemberData(nameof(Passing))]
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
            RetryDelay = TimeSpan.FromMilliseconds(1),
            AttemptTimeout = TimeSpan.FromSeconds(3),
        };
        using StripeGateway hasty = new(options, TimeProvider.System);
        Stripe.Faults.Enqueue(new Fault { IsHanging = true });
        await hasty.CreateCustomerAsync(new NewCustomer("user-1", "a@example.com", "A"), "key", default);
        Stripe.Requests.Select(request => request.Key).ShouldBe(["key", "key"]);
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

    [Fact]
    public async Task The_wait_is_as_long_as_Stripe_asks()
    {
        Stripe.Faults.Enqueue(new Fault { Status = 429, Headers = new() { ["Retry-After"] = "1" } });
        Stopwatch watch = Stopwatch.StartNew();
        await CustomerAsync();
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(900));
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("Fri, 31 Dec 2100 23:59:59 GMT")]
    public async Task Nobody_is_kept_waiting_for_an_hour(string wait)
    {
        Stripe.Faults.Enqueue(new Fault { Status = 503, Headers = new() { ["Retry-After"] = wait } });
        (await Should.ThrowAsync<GatewayException>(() => CustomerAsync())).IsTransient.ShouldBeTrue();
        Stripe.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("<html>it works</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task An_answer_that_is_none_may_be_one_later(string text)
    {
        Stripe.Faults.Enqueue(new Fault { Status = 200, Text = text });
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
        JsonObject hostile = new() { ["type"] = "card_error", ["code"] = "a\nb", ["message"] = "secret", ["param"] = 7 };
        Stripe.Faults.Enqueue(new Fault { Status = 400, Body = new JsonObject { ["error"] = hostile } });
        (await Should.ThrowAsync<GatewayException>(() => CustomerAsync())).ToString().ShouldSatisfyAllConditions(
            text => text.ShouldContain("Stripe answered POST /v1/customers with 400 card_error (request req_1)."),
            text => text.ShouldNotContain(Stripe.Options.SecretKey),
            text => text.ShouldNotContain("example.com"),
            text => text.ShouldNotContain("secret"));
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
        Stripe.Books[(await OpenAsync(new Order.Standard("user-1", "order-2"), key)).Id]);

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
