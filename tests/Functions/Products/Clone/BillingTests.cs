using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Subscribing, buying minutes and what was paid, as a person sees it. Clone §9.</summary>
public sealed class BillingTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Page = "https://app.example.com/billing";

    [Fact]
    public async Task Who_never_subscribed_is_on_the_free_plan_for_the_calendar_month()
    {
        using Person person = await app.NewPersonAsync();
        Answer answer = await person.GetAsync("/api/v1/billing/subscription");
        answer.Text("subscription.plan_type").ShouldBe("free");
        answer.Text("subscription.status").ShouldBe("active");
        answer.Number("subscription.monthly_minutes_limit").ShouldBe(3);
        answer["subscription.cancel_at_period_end"]!.GetValue<bool>().ShouldBeFalse();
        DateTimeOffset now = app.Time.GetUtcNow();
        answer.Text("subscription.current_period_start").ShouldBe($"{now:yyyy-MM}-01T00:00:00Z");
        answer.Text("subscription.current_period_end").ShouldBe($"{now.AddMonths(1):yyyy-MM}-01T00:00:00Z");
        answer["payment_method"].ShouldBeNull();
        (await person.GetAsync("/api/v1/billing/invoices")).Number("pagination.total").ShouldBe(0);
        (await person.PostAsync("/api/v1/billing/portal", new { return_url = Page }))
            .ShouldBeError(HttpStatusCode.BadRequest, "NO_BILLING_ACCOUNT");
    }

    [Fact]
    public async Task A_subscription_is_paid_used_canceled_and_resumed()
    {
        using Person person = await app.NewPersonAsync();
        Answer checkout = await CheckoutAsync(person);
        await person.PayAsync(checkout);
        Answer active = await person.SubscriptionAsync(answer => answer.Text("subscription.plan_type") == "standard");
        active.Text("subscription.status").ShouldBe("active");
        active.Number("subscription.monthly_minutes_limit").ShouldBe(100);
        active.Text("payment_method.last4").ShouldBe("4242");
        await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance.Left == 100);
        (await person.PostAsync("/api/v1/billing/checkout", Checkout()))
            .ShouldBeError(HttpStatusCode.BadRequest, "ALREADY_SUBSCRIBED");

        string portal = (await person.PostAsync("/api/v1/billing/portal", new { return_url = Page })).Text("portal_url");
        await PressAsync("cancel");
        Answer canceled = await person.SubscriptionAsync(answer => answer.Text("subscription.status") == "canceled");
        canceled.Text("subscription.plan_type").ShouldBe("standard");
        canceled["subscription.cancel_at_period_end"]!.GetValue<bool>().ShouldBeTrue();
        await PressAsync("resume");
        await person.SubscriptionAsync(answer => answer.Text("subscription.status") == "active");
        await PressAsync("end");
        await person.SubscriptionAsync(answer => answer.Text("subscription.plan_type") == "free");

        async Task PressAsync(string action)
        {
            string id = app.Deliveries.All.Last(d => d.Type.StartsWith("customer.subscription.", StringComparison.Ordinal) &&
                d.About.ToJsonString().Contains(person.Id, StringComparison.Ordinal)).About["id"]!.GetValue<string>();
            await person.PressAsync(portal, ("action", action), ("id", id));
        }
    }

    [Fact]
    public async Task Extra_minutes_are_there_once_they_are_paid_and_listed_with_what_they_cost()
    {
        using Person person = await app.NewPersonAsync();
        Answer purchase = await person.PostAsync("/api/v1/billing/purchase-minutes", Purchase());
        await person.PressAsync(purchase.Text("checkout_url"), ("action", "konbini"));
        Answer pending = await InvoicesAsync(person, "pending");
        pending["invoices.0.stripe_invoice_id"].ShouldBeNull();
        (await app.BalanceAsync(person)).Left.ShouldBe(3);

        await person.PressAsync(purchase.Text("checkout_url"), ("action", "arrive"));
        Answer paid = await InvoicesAsync(person, "succeeded");
        paid.Text("invoices.0.payment_type").ShouldBe("additional_minutes");
        paid.Number("invoices.0.amount_cents").ShouldBe(300_000);
        paid.Text("invoices.0.currency").ShouldBe("jpy");
        paid.Number("invoices.0.minutes_purchased").ShouldBe(60);
        await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance.Left == 63);
    }

    [Fact]
    public async Task What_is_refunded_is_told_and_takes_its_minutes_along()
    {
        using Person person = await app.NewPersonAsync();
        Answer purchase = await person.PostAsync("/api/v1/billing/purchase-minutes", Purchase());
        await person.PressAsync(purchase.Text("checkout_url"), ("action", "pay"));
        (await InvoicesAsync(person, "succeeded")).Number("invoices.0.amount_returned_cents").ShouldBe(0);

        Answer opened = await person.PostAsync(
            "/api/v1/billing/portal", new { return_url = "https://app.example.com/billing" });
        string portal = opened.Text("portal_url");
        string page = await person.Http.GetStringAsync(portal);
        string payment = Regex.Match(page, "pi_[A-Za-z0-9_]+").Value;
        await person.PressAsync(portal, ("action", "refund"), ("id", payment), ("amount", "1000"));
        Answer refunded = await Eventually.GetAsync(
            () => person.GetAsync("/api/v1/billing/invoices"),
            invoices => invoices.Number("invoices.0.amount_returned_cents") == 100_000);
        refunded.Number("invoices.0.amount_cents").ShouldBe(300_000);
        await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance.Left == 43);
    }

    [Fact]
    public async Task Every_offending_field_is_named()
    {
        using Person person = await app.NewPersonAsync();
        foreach (string path in new[] { "checkout", "portal", "purchase-minutes" })
            (await person.PostAsync($"/api/v1/billing/{path}", "[]")).ShouldBeInvalid("body");
        (await person.PostAsync("/api/v1/billing/checkout", "{}"))
            .ShouldBeInvalid("plan_type", "success_url", "cancel_url");
        (await person.PostAsync("/api/v1/billing/portal", "{}")).ShouldBeInvalid("return_url");
        (await person.PostAsync("/api/v1/billing/purchase-minutes", "{}"))
            .ShouldBeInvalid("quantity", "success_url", "cancel_url");
        foreach (string word in FieldCases.NoWord.Append("\"free\""))
            (await person.PostAsync("/api/v1/billing/checkout", Checkout().With("plan_type", word)))
                .ShouldBeInvalid("plan_type");
        foreach (string number in new[] { "0", "-1", "51", "1.5", "\"2\"", "1e99", "true" })
            (await person.PostAsync("/api/v1/billing/purchase-minutes", Purchase().With("quantity", number)))
                .ShouldBeInvalid("quantity");
    }

    [Theory]
    [InlineData("/billing")]
    [InlineData("app.example.com/billing")]
    [InlineData("//app.example.com/billing")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://app.example.com/")]
    [InlineData("http://app.example.com/")]
    [InlineData("https://app.example.com:444/")]
    [InlineData("https://app.example.com.evil.example/")]
    [InlineData("https://evil.example/https://app.example.com/")]
    [InlineData("https://app.example.com@evil.example/")]
    [InlineData("https://user:pass@app.example.com/")]
    [InlineData("https://evil.example\\\\@app.example.com/")]
    [InlineData("https:\\\\\\\\evil.example/")]
    public async Task Pages_lead_back_to_known_origins_only(string url)
    {
        using Person person = await app.NewPersonAsync();
        foreach (string field in new[] { "success_url", "cancel_url" })
        {
            (await person.PostAsync("/api/v1/billing/checkout", Checkout().With(field, $"\"{url}\"")))
                .ShouldBeInvalid(field);
            (await person.PostAsync("/api/v1/billing/purchase-minutes", Purchase().With(field, $"\"{url}\"")))
                .ShouldBeInvalid(field);
        }
        (await person.PostAsync("/api/v1/billing/portal", $$"""{"return_url":"{{url}}"}""")).ShouldBeInvalid("return_url");
    }

    [Fact]
    public async Task Addresses_that_are_no_text_or_too_long_are_refused()
    {
        using Person person = await app.NewPersonAsync();
        string tooLong = $"\"{Page}?{new string('x', 2048)}\"";
        foreach (string? json in FieldCases.NoText(2048).Append(tooLong))
            (await person.PostAsync("/api/v1/billing/checkout", Checkout().With("success_url", json)))
                .ShouldBeInvalid("success_url");
    }

    [Fact]
    public async Task The_page_after_paying_is_told_which_checkout_it_was()
    {
        using Person person = await app.NewPersonAsync();
        JsonObject body = Checkout();
        body["success_url"] = $"{Page}?session={{CHECKOUT_SESSION_ID}}&to=成功";
        Answer checkout = await person.PostAsync("/api/v1/billing/checkout", body);
        using HttpRequestMessage pay = new(HttpMethod.Post, checkout.Text("checkout_url"))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("action", "pay")]),
        };
        pay.Headers.Add("Sec-Fetch-Site", "same-origin");
        using HttpResponseMessage paid = await person.Http.SendAsync(pay);
        paid.Headers.Location!.AbsoluteUri.ShouldBe(
            $"{Page}?session={checkout.Text("session_id")}&to=%E6%88%90%E5%8A%9F");
    }

    [Fact]
    public async Task Nobody_sees_what_others_paid()
    {
        using Person person = await app.NewPersonAsync();
        await person.PayAsync(await CheckoutAsync(person));
        await InvoicesAsync(person, "succeeded");
        using Person stranger = await app.NewPersonAsync();
        (await stranger.GetAsync("/api/v1/billing/invoices")).Number("pagination.total").ShouldBe(0);
        (await stranger.GetAsync("/api/v1/billing/subscription")).Text("subscription.plan_type").ShouldBe("free");
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("limit=51", "limit")]
    [InlineData("page=x&limit=0", "page", "limit")]
    public async Task The_list_of_payments_has_pages(string query, params string[] fields)
    {
        using Person person = await app.NewPersonAsync();
        (await person.GetAsync($"/api/v1/billing/invoices?{query}")).ShouldBeInvalid(fields);
    }

    private static Task<Answer> InvoicesAsync(Person person, string status) => Eventually.GetAsync(
        () => person.GetAsync("/api/v1/billing/invoices"),
        answer => answer.Number("pagination.total") == 1 && answer.Text("invoices.0.status") == status);

    private static async Task<Answer> CheckoutAsync(Person person)
    {
        Answer checkout = await person.PostAsync("/api/v1/billing/checkout", Checkout());
        checkout.Status.ShouldBe(HttpStatusCode.OK, checkout.ToString());
        return checkout;
    }

    private static JsonObject Checkout() => new()
    {
        ["plan_type"] = "standard",
        ["success_url"] = $"{Page}/success",
        ["cancel_url"] = $"{Page}/cancel",
    };

    private static JsonObject Purchase() => new()
    {
        ["quantity"] = 3,
        ["success_url"] = $"{Page}/success",
        ["cancel_url"] = $"{Page}/cancel",
    };
}
