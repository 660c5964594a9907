using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Billing.Refunds;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>Buying credits, and giving the money back. Sora §4.</summary>
public sealed class PaymentTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Refund = "/sora/api/payments/stripe/refund";

    [Fact]
    public async Task The_packages_are_those_of_the_contract()
    {
        using HttpClient http = app.Anonymous();
        Answer answer = await Answer.OfAsync(await http.GetAsync("/sora/api/payments/packages"));
        const string Contract =
            """
            {
              "packages": {
                "trial": { "name": "Trial Pack", "credits": 100, "price": 9.9, "currency": "CNY", "unit_price": 0.099 },
                "standard": { "name": "Standard Pack", "credits": 500, "price": 49.0, "currency": "CNY", "unit_price": 0.098 },
                "value": { "name": "Value Pack", "credits": 1200, "price": 99.0, "currency": "CNY", "unit_price": 0.0825 },
                "premium": { "name": "Premium Pack", "credits": 3000, "price": 199.0, "currency": "CNY", "unit_price": 0.0663 }
              },
              "credit_value_rmb": 0.1
            }
            """;
        JsonNode.DeepEquals(Numbers(answer.Body!), Numbers(JsonNode.Parse(Contract)!)).ShouldBeTrue(answer.ToString());
    }

    [Fact]
    public async Task A_package_is_bought_and_its_credits_last_for_90_days()
    {
        using Person person = await app.NewSoraPersonAsync();
        Answer created = await person.BeginPaymentAsync();
        string id = created.Text("payment_id");
        Guid.TryParseExact(id, "D", out _).ShouldBeTrue();
        created.Text("status").ShouldBe("pending");
        created["amount"]!.GetValue<decimal>().ShouldBe(49.0m);
        created.Text("currency").ShouldBe("CNY");
        created.Number("credits_purchased").ShouldBe(500);
        Answer pending = await person.GetAsync($"/sora/api/payments/{id}");
        pending.Text("status").ShouldBe("pending");
        pending["paid_at"].ShouldBeNull();
        pending.Text("payment_url").ShouldBe(created.Text("payment_url"));

        await person.PressAsync(created.Text("payment_url"), ("action", "pay"));
        Answer paid = await person.PaymentAsync(id, "succeeded");
        paid.Text("paid_at").ShouldEndWith("Z");
        await Eventually.GetAsync(person.CreditsAsync, credits => credits == 600);
        JsonObject bought = (await person.TransactionsAsync("transaction_type=purchased")).Items.ShouldHaveSingleItem();
        bought.Part("amount", "balance_before", "balance_after", "reference_type", "reference_id", "payment_order_id", "task_id")
            .ShouldBe($$"""{"amount":500,"balance_before":100,"balance_after":600,"reference_type":"payment","reference_id":"{{id}}","payment_order_id":"{{id}}","task_id":null}""");
        // They are decided one after the other, and told to the second.
        (Time(bought, "expires_at") - Time(bought, "created_at"))
            .ShouldBe(TimeSpan.FromDays(90), tolerance: TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_is_no_package_or_no_address_of_ours_is_refused_and_opens_nothing()
    {
        using Person person = await app.NewSoraPersonAsync();
        const string Path = "/sora/api/payments/stripe/create";
        foreach (string package in new[] { "gold", "Standard", "standard2" })
            (await person.PostAsync(Path, new { package })).ShouldBeDetail(HttpStatusCode.BadRequest, "Invalid package");
        (await person.PostAsync(Path, new { })).ShouldBlame("body", "package");
        (await person.PostAsync(Path, new { package = 5 })).ShouldBlame("body", "package");
        foreach (string url in new[] { "https://evil.example.com/", "javascript:alert(1)", "nonsense", "http://localhost.evil.com/" })
            (await person.PostAsync(Path, new { package = "trial", return_url = url })).ShouldBlame("body", "return_url");
        Answer own = await person.PostAsync(Path, new { package = "trial", return_url = "http://localhost/paid?x=1" });
        (await person.Http.GetStringAsync(own.Text("payment_url"))).ShouldContain("CN¥9.90");
    }

    [Fact]
    public async Task Who_names_no_page_comes_back_to_one_of_ours()
    {
        using Person person = await app.NewSoraPersonAsync();
        Answer created = await person.BeginPaymentAsync("trial");
        using HttpRequestMessage press = new(HttpMethod.Post, created.Text("payment_url"))
        {
            Content = new FormUrlEncodedContent([new("action", "pay")]),
        };
        press.Headers.Add("Sec-Fetch-Site", "same-origin");
        using HttpResponseMessage paid = await person.Http.SendAsync(press);
        paid.Headers.Location!.AbsolutePath.ShouldBe("/sora/api/payments/done");
        using HttpClient http = app.Anonymous();
        (await http.GetStringAsync(paid.Headers.Location.PathAndQuery)).ShouldContain("You have left the payment page");
    }

    [Fact]
    public async Task The_same_request_with_its_key_opens_one_payment()
    {
        using Person person = await app.NewSoraPersonAsync();
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            using HttpResponseMessage response = await person.Http.RequestAsync(
                "POST", "/sora/api/payments/stripe/create", new { package = "value" }, ("Idempotency-Key", "buy"));
            Answer answer = await Answer.OfAsync(response);
            return answer.Status == HttpStatusCode.Conflict ? "" : answer.Text("payment_id");
        }));
        ids.Where(id => id.Length > 0).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_payment_is_its_owners_alone()
    {
        using Person person = await app.NewSoraPersonAsync();
        using Person stranger = await app.NewSoraPersonAsync();
        string id = (await person.BeginPaymentAsync()).Text("payment_id");
        foreach (string other in new[] { id, "nothing", Guid.NewGuid().ToString() })
            (await stranger.GetAsync($"/sora/api/payments/{other}"))
                .ShouldBeDetail(HttpStatusCode.NotFound, "Payment not found");
    }

    [Fact]
    public async Task An_event_counts_at_this_address_by_its_signature()
    {
        using Person person = await app.NewSoraPersonAsync();
        await person.BuyAsync("trial");
        Delivery delivery = app.Deliveries.All[^1];
        (await DeliverAsync(delivery.Body, delivery.Signature)).Body!.ToJsonString().ShouldBe("""{"received":true}""");
        foreach (string? signature in new[] { null, "t=1,v1=00", delivery.Signature + "0" })
            (await DeliverAsync(delivery.Body, signature)).ShouldBeDetail(HttpStatusCode.BadRequest, "Invalid signature");
        (await person.CreditsAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task An_administrator_gives_money_back_in_parts_and_credits_go_along()
    {
        using Person person = await app.NewSoraPersonAsync();
        using Person admin = await app.SoraPersonAsync("admin@example.com");
        string id = await person.BuyAsync();
        Answer part = await admin.PostAsync($"{Refund}?payment_id={id}&amount=9.85&reason=It%20was%20late");
        part.Status.ShouldBe(HttpStatusCode.OK, part.ToString());
        part.Text("refund_id").ShouldNotBeEmpty();
        part["amount"]!.GetValue<decimal>().ShouldBe(9.85m);
        // 500 credits × 9.85 ÷ 49 are 100.5, and a part of one counts as one.
        part.Number("credits_refunded").ShouldBe(101);
        part.Body!.AsObject().Part("success", "message")
            .ShouldBe("""{"success":true,"message":"Refund processed successfully"}""");
        (await person.CreditsAsync()).ShouldBe(499);
        await person.PaymentAsync(id, "partial_refunded");
        JsonObject taken = (await person.TransactionsAsync()).Items[0];
        taken.Part("transaction_type", "amount", "balance_after", "reference_type", "payment_order_id").ShouldBe(
            $$"""{"transaction_type":"refunded","amount":-101,"balance_after":499,"reference_type":"payment_refund","payment_order_id":"{{id}}"}""");
        (await admin.PostAsync($"{Refund}?payment_id={id}&amount=39.16")).ShouldBeDetail(
            HttpStatusCode.BadRequest, "Invalid amount: at most 39.15 CNY can be refunded");

        Answer rest = await admin.PostAsync($"{Refund}?payment_id={id}");
        rest["amount"]!.GetValue<decimal>().ShouldBe(39.15m);
        rest.Number("credits_refunded").ShouldBe(399);
        (await person.CreditsAsync()).ShouldBe(100);
        await person.PaymentAsync(id, "refunded");
        (await admin.PostAsync($"{Refund}?payment_id={id}"))
            .ShouldBeDetail(HttpStatusCode.BadRequest, "Cannot refund payment with current status");
        RefundRecord[] kept = [.. (await app.Services.GetRequiredService<IDocumentStore>()
            .QueryAsync<RefundRecord>(new DocumentQuery { Partition = id })).Items.Select(item => item.Value)];
        kept.Select(refund => (refund.Reason, refund.AdminId)).ShouldBe([("It was late", admin.Id), ("", admin.Id)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_refund_that_is_asked_for_twice_with_one_key_is_made_once()
    {
        using Person person = await app.NewSoraPersonAsync();
        using Person admin = await app.SoraPersonAsync("admin@example.com");
        string id = await person.BuyAsync("trial");
        string[] refunds = new string[2];
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage response = await admin.Http.RequestAsync(
                "POST", $"{Refund}?payment_id={id}&amount=1", null, ("Idempotency-Key", "once"));
            refunds[i] = (await Answer.OfAsync(response)).Text("refund_id");
        }
        refunds[0].ShouldBe(refunds[1]);
        (await person.CreditsAsync()).ShouldBe(189);
    }

    [Fact]
    public async Task Who_is_no_administrator_and_what_is_no_amount_or_payment_is_refused()
    {
        using Person person = await app.NewSoraPersonAsync();
        using Person admin = await app.SoraPersonAsync("admin@example.com");
        string id = await person.BuyAsync("trial");
        foreach (string query in new[] { $"?payment_id={id}", "" })
            (await person.PostAsync(Refund + query))
                .ShouldBeDetail(HttpStatusCode.Forbidden, "Only administrators can issue refunds");
        (await admin.PostAsync(Refund)).ShouldBlame("query", "payment_id");
        foreach (string amount in new[] { "much", "" })
            (await admin.PostAsync($"{Refund}?payment_id={id}&amount={amount}")).ShouldBlame("query", "amount");
        foreach (string amount in new[] { "0", "-1", "9.91", "0.001", "1e20" })
            (await admin.PostAsync($"{Refund}?payment_id={id}&amount={amount}")).ShouldBeDetail(
                HttpStatusCode.BadRequest, "Invalid amount: at most 9.9 CNY can be refunded");
        foreach (string other in new[] { "nothing", Guid.NewGuid().ToString() })
            (await admin.PostAsync($"{Refund}?payment_id={other}"))
                .ShouldBeDetail(HttpStatusCode.NotFound, "Payment not found");
        string unpaid = (await person.BeginPaymentAsync()).Text("payment_id");
        (await admin.PostAsync($"{Refund}?payment_id={unpaid}"))
            .ShouldBeDetail(HttpStatusCode.BadRequest, "Cannot refund payment with current status");
        (await person.CreditsAsync()).ShouldBe(200);
    }

    private static DateTimeOffset Time(JsonObject from, string field) =>
        DateTimeOffset.Parse((string)from[field]!, System.Globalization.CultureInfo.InvariantCulture);

    // 49 and 49.0 are the same number.
    private static JsonNode Numbers(JsonNode node) => node switch
    {
        JsonObject body => new JsonObject(body.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, Numbers(pair.Value!)))),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => value.GetValue<double>(),
        _ => node.DeepClone(),
    };

    private async Task<Answer> DeliverAsync(byte[] body, string? signature)
    {
        using HttpClient http = app.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Post, "/sora/api/payments/webhook/stripe")
        {
            Content = new ByteArrayContent(body),
        };
        if (signature is not null) request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        return await Answer.OfAsync(await http.SendAsync(request));
    }
}
