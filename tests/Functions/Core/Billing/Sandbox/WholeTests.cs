using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>A person buys through the API and the sandbox's pages, and has what they paid for.</summary>
public sealed class WholeTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Who_subscribes_on_the_page_has_a_hundred_minutes_and_others_after_the_renewal()
    {
        using Person person = await app.NewPersonAsync();
        Answer opened = await person.PostAsync("/api/v1/billing/checkout", new
        {
            plan_type = "standard",
            success_url = "http://localhost/done?session={CHECKOUT_SESSION_ID}",
            cancel_url = "http://localhost/back",
        });
        opened.Status.ShouldBe(HttpStatusCode.OK, opened.ToString());
        await ClickAsync(new Uri(opened.Text("checkout_url")), "pay");
        Answer first = await SubscriptionAsync(person, found => found.Text("subscription.status") == "active" &&
            found.Text("subscription.plan_type") == "standard");
        first.Number("subscription.monthly_minutes_limit").ShouldBe(100);
        first.Text("payment_method.last4").ShouldBe("4242");

        string end = first.Text("subscription.current_period_end");
        app.Time.Advance(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture) - app.Time.GetUtcNow());
        await person.SignInAgainAsync();
        Answer second = await SubscriptionAsync(
            person, found => found.Text("subscription.current_period_start") == end);
        second.Text("subscription.status").ShouldBe("active");
        Answer invoices = await Eventually.GetAsync(
            () => person.GetAsync("/api/v1/billing/invoices"), found => found["invoices"]!.AsArray().Count == 2);
        invoices.Number("invoices.0.amount_cents").ShouldBe(500_000);

        Answer portal = await person.PostAsync("/api/v1/billing/portal", new { return_url = "http://localhost/back" });
        Page page = await LookAsync(new Uri(portal.Text("portal_url")));
        string id = page.Html!.Descendants("input").First().Attribute("value")!.Value;
        await ClickAsync(new Uri(portal.Text("portal_url")), "end", id);
        await SubscriptionAsync(person, found => found.Text("subscription.plan_type") == "free");
    }

    private static Task<Answer> SubscriptionAsync(Person person, Func<Answer, bool> wanted) => Eventually.GetAsync(
        () => person.GetAsync("/api/v1/billing/subscription"), found => found.Status == HttpStatusCode.OK && wanted(found));

    private async Task<Page> LookAsync(Uri url)
    {
        using HttpClient http = app.Anonymous();
        return await Page.OfAsync(await http.GetAsync(url));
    }

    private async Task ClickAsync(Uri url, string action, string? id = null)
    {
        using HttpClient http = app.Anonymous();
        using FormUrlEncodedContent form = new([new("action", action), new("id", id ?? "")]);
        Page answer = await Page.OfAsync(await http.PostAsync(url, form));
        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
    }
}
