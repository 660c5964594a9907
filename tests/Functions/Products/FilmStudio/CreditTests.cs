using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>Credits, plans and payments. FilmStudio, Credit Service APIs.</summary>
public sealed class CreditTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Balance = $"{FilmPeople.Base}/credits/balance";
    private const string TopUp = $"{FilmPeople.Base}/credits/topup";
    private const string Subscribe = $"{FilmPeople.Base}/plans/pro/subscribe";
    private const string Portal = $"{FilmPeople.Base}/credits/portal";

    [Fact]
    public async Task The_plans_are_those_of_the_contract_and_open_to_everybody()
    {
        using HttpClient http = app.Anonymous();
        Answer answer = await Answer.OfAsync(await http.GetAsync($"{FilmPeople.Base}/plans"));
        const string Contract =
            """
            {
              "plans": [
                {
                  "id": "free", "name": "Free", "price": 0, "credits": 3,
                  "features": ["Watermarked videos", "3 videos/month"]
                },
                {
                  "id": "pro", "name": "Pro", "price": 29, "credits": 30,
                  "features": ["No watermark", "30 videos/month", "Priority support"]
                }
              ]
            }
            """;
        answer.Body!.ToJsonString().ShouldBe(JsonNode.Parse(Contract)!.ToJsonString());
    }

    [Fact]
    public async Task A_video_is_a_deduction_and_one_that_fails_comes_back()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await FilmPeople.NewAsync(own.App);
        string project = await person.FilmProjectAsync();
        await person.FilmJobAsync(await person.AskVideoAsync(project));
        own.App.Engine.Script = ScriptedEngine.Refuse("engine_error", "It broke.");
        await person.FilmJobAsync(await person.AskVideoAsync(project), "failed");
        Answer balance = await Eventually.GetAsync(() => person.GetAsync(Balance), answer => answer.Number("balance") == 2);
        ContractExample.Parse(
            """
            {
              "balance": 15,
              "tier": "pro",
              "history": [
                { "type": "deduction", "amount": -1, "description": "Video generation", "createdAt": "2025-12-31T17:00:00Z" }
              ]
            }
            """).ShouldMatch(balance, added: ["page", "limit", "total"]);
        Lines(balance).ShouldBe(
        [
            "refund 1 Video generation", "deduction -1 Video generation", "deduction -1 Video generation",
            "grant 3 Free credits of the month",
        ]);
        balance.Text("tier").ShouldBe("free");

        // The pages of the history, both sides of their bounds.
        Answer page = await person.GetAsync($"{Balance}?page=2&limit=3");
        Lines(page).ShouldBe(["grant 3 Free credits of the month"]);
        (page.Number("page"), page.Number("limit"), page.Number("total"), page.Number("balance")).ShouldBe((2, 3, 4, 2));
        Lines(await person.GetAsync($"{Balance}?limit=100")).Length.ShouldBe(4);
        foreach (string number in new[] { "0", "x" })
            (await person.GetAsync($"{Balance}?page={number}")).ShouldBeWrong("page");
        foreach (string number in new[] { "0", "101" })
            (await person.GetAsync($"{Balance}?limit={number}")).ShouldBeWrong("limit");
    }

    [Fact]
    public async Task Free_credits_do_not_add_up_and_what_was_bought_stays_for_a_year()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await FilmPeople.NewAsync(own.App);
        await BuyAsync(person, 10);
        await Eventually.GetAsync(() => person.CreditsAsync(), credits => credits == 13);
        own.App.Time.Advance(TimeSpan.FromDays(31));
        Answer login = await own.App.Anonymous().LoginFilmPersonAsync(person.Email);
        login.Number("user.credits").ShouldBe(13);
        using var again = Person.WithSession(own.App, person.Email, person.Id, login.Text("token"));
        Lines(await again.GetAsync(Balance)).ShouldBe(
        [
            "grant 3 Free credits of the month", "expiry -3 Credits expired", "topup 10 Credit top-up",
            "grant 3 Free credits of the month",
        ]);
        WalletLedger ledger = own.App.Services.GetRequiredService<WalletLedger>();
        WalletEntry bought = (await ledger.GetEntriesAsync(FilmStudioPlans.Wallet(person.Id), new(1, 10))).Entries
            .Single(entry => entry.Kind == EntryKind.Purchased);
        bought.ExpiresAt!.Value.ShouldBe(bought.At.AddMonths(12), tolerance: TimeSpan.FromMinutes(1));
        own.App.Time.Advance(TimeSpan.FromDays(340));
        login = await own.App.Anonymous().LoginFilmPersonAsync(person.Email);
        login.Number("user.credits").ShouldBe(3);
    }

    [Fact]
    public async Task Credits_are_bought_for_a_dollar_each()
    {
        using Person person = await FilmPeople.NewAsync(app);
        Answer checkout = await person.PostAsync(TopUp, new { quantity = 10 });
        checkout.Status.ShouldBe(HttpStatusCode.OK, checkout.ToString());
        ContractExample.Parse(
            """{ "stripeSessionId": "cs_test_...", "redirectUrl": "https://checkout.stripe.com/..." }""").ShouldMatch(checkout);
        checkout.Text("stripeSessionId").ShouldStartWith("cs_");
        (await person.Http.GetStringAsync(checkout.Text("redirectUrl"))).ShouldContain("$10.00");
        (await person.CreditsAsync()).ShouldBe(3);
        await person.PressAsync(checkout.Text("redirectUrl"), ("action", "pay"));
        await Eventually.GetAsync(() => person.CreditsAsync(), credits => credits == 13);
    }

    [Fact]
    public async Task As_many_are_sold_as_the_bounds_say_and_to_nobody_elses_pages()
    {
        using Person person = await FilmPeople.NewAsync(app);
        foreach (object quantity in new object[] { 0, -1, 1001, 1.5, "10" })
            (await person.PostAsync(TopUp, new { quantity })).ShouldBeWrong("quantity");
        (await person.PostAsync(TopUp, new { })).ShouldBeWrong("quantity");
        foreach (int quantity in new[] { 1, 1000 })
            (await person.PostAsync(TopUp, new { quantity })).Status.ShouldBe(HttpStatusCode.OK);
        foreach (string url in new[] { "https://evil.example.com/", "javascript:alert(1)", "nonsense" })
        {
            (await person.PostAsync(TopUp, new { quantity = 1, successUrl = url })).ShouldBeWrong("successUrl");
            (await person.PostAsync(Subscribe, new { successUrl = url, cancelUrl = url }))
                .ShouldBeWrong("successUrl", "cancelUrl");
        }
        (await person.PostAsync(TopUp, new { quantity = 1, successUrl = "http://localhost/paid" }))
            .Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_request_with_its_key_opens_one_page()
    {
        using Person person = await FilmPeople.NewAsync(app);
        Answer first = await person.PostOnceAsync("buy", TopUp, new { quantity = 2 });
        Answer second = await person.PostOnceAsync("buy", TopUp, new { quantity = 2 });
        second.Text("stripeSessionId").ShouldBe(first.Text("stripeSessionId"));
        (await person.PostOnceAsync("buy", TopUp, new { quantity = 3 })).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Who_names_no_page_comes_back_to_one_of_ours()
    {
        using Person person = await FilmPeople.NewAsync(app);
        Answer checkout = await person.PostAsync(TopUp, new { quantity = 1 });
        using HttpRequestMessage press = new(HttpMethod.Post, checkout.Text("redirectUrl"))
        {
            Content = new FormUrlEncodedContent([new("action", "pay")]),
        };
        press.Headers.Add("Sec-Fetch-Site", "same-origin");
        using HttpResponseMessage paid = await person.Http.SendAsync(press);
        paid.Headers.Location!.AbsolutePath.ShouldBe($"{FilmPeople.Base}/credits/done");
        using HttpClient http = app.Anonymous();
        (await http.GetStringAsync(paid.Headers.Location.PathAndQuery)).ShouldContain("You have left the payment page");
    }

    [Fact]
    public async Task Pro_is_subscribed_to_once_gives_30_credits_and_ends_at_the_portal()
    {
        using Person person = await FilmPeople.NewAsync(app);
        (await person.CreditsAsync()).ShouldBe(3);
        (await person.PostAsync(Portal)).ShouldFail(
            HttpStatusCode.Conflict, "There is nothing to manage yet: nothing was ever bought");
        using HttpResponseMessage bare = await person.Http.PostAsync(Subscribe, content: null);
        Answer checkout = await Answer.OfAsync(bare);
        checkout.Status.ShouldBe(HttpStatusCode.OK, checkout.ToString());
        (await person.Http.GetStringAsync(checkout.Text("redirectUrl"))).ShouldContain("$29.00");
        await person.PressAsync(checkout.Text("redirectUrl"), ("action", "pay"));
        Answer balance = await Eventually.GetAsync(
            () => person.GetAsync(Balance), answer => answer.Text("tier") == "pro" && answer.Number("balance") == 30);
        Lines(balance)[0].ShouldBe("grant 30 Credits of the Pro plan");
        Answer profile = await person.GetAsync($"{FilmPeople.Base}/users/profile");
        (profile.Text("tier"), profile.Number("credits")).ShouldBe(("pro", 30));
        (await person.PostAsync(Subscribe)).ShouldFail(
            HttpStatusCode.Conflict, "Already subscribed; the portal shows the subscription");

        Answer portal = await person.PostAsync(Portal, new { returnUrl = "http://localhost/settings" });
        portal.Status.ShouldBe(HttpStatusCode.OK, portal.ToString());
        (await person.Http.GetStringAsync(portal.Text("redirectUrl"))).ShouldContain("Pro");
        (await person.PostAsync(Portal, new { returnUrl = "https://evil.example.com/" })).ShouldBeWrong("returnUrl");
    }

    [Fact]
    public async Task Without_credits_there_is_no_video()
    {
        using Person person = await FilmPeople.NewAsync(app);
        string project = await person.FilmProjectAsync();
        for (int video = 0; video < 3; video++) await person.AskVideoAsync(project);
        (await person.AskAsync("video-generate", new { projectId = project, prompt = "A boat", duration = 5 }))
            .ShouldFail(HttpStatusCode.PaymentRequired, "Insufficient credits: 1 needed, 0 left");
    }

    private static async Task BuyAsync(Person person, int quantity) => await person.PressAsync(
        (await person.PostAsync(TopUp, new { quantity })).Text("redirectUrl"), ("action", "pay"));

    private static string[] Lines(Answer balance) =>
    [
        .. balance["history"]!.AsArray().Select(line => string.Create(
            CultureInfo.InvariantCulture, $"{line!["type"]} {line["amount"]} {line["description"]}")),
    ];
}
