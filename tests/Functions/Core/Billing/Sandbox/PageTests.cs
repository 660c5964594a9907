using System.Net;
using System.Xml.Linq;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>What all pages of the sandbox owe to the people who look at them.</summary>
public sealed class PageTests(TestApp app) : SandboxTest(app)
{
    private const string Hostile = "<script>alert('\"&')</script>";

    [Fact]
    public async Task Pages_show_what_people_called_themselves_as_text()
    {
        Shopper shopper = await Shopper.NewAsync(App, Hostile, "\"><img src=x>@example.com");
        await shopper.SubscribeAsync();
        foreach (Uri url in new[] { (await shopper.OpenAsync()).Url!, await shopper.PortalAsync() })
        {
            Page page = await shopper.LookAsync(url);
            page.Text.ShouldContain(Hostile);
            page.Text.ShouldContain("\"><img src=x>@example.com");
            page.Html!.Descendants("script").ShouldBeEmpty();
            page.Html.Descendants("img").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Pages_are_kept_by_nobody_run_nothing_and_frame_nowhere()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        foreach (Uri url in new[] { checkout.Url!, await shopper.PortalAsync(), new Uri(checkout.Url!, "none") })
        {
            Page page = await shopper.LookAsync(url);
            page.Header("Cache-Control").ShouldBe("no-store");
            page.Header("X-Content-Type-Options").ShouldBe("nosniff");
            page.Header("Referrer-Policy").ShouldBe("same-origin");
            string policy = page.Header("Content-Security-Policy");
            policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldContain("base-uri 'none'");
            policy.ShouldNotContain("unsafe");
            page.Html!.Descendants().Attributes("style").ShouldBeEmpty();
            string style = page.Html.Descendants("style").Single().Value;
            policy.ShouldContain(Convert.ToBase64String(
                System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style))));
        }
        // A form may lead to where the shop is, or the browser would stop there.
        (await shopper.LookAsync(checkout.Url!)).Header("Content-Security-Policy")
            .ShouldContain("form-action 'self' https://app.example.com;");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://evil.example.com")]
    [InlineData("Origin", "null")]
    public async Task Another_sites_form_does_nothing(string header, string value)
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        foreach (Uri url in new[] { checkout.Url!, await shopper.PortalAsync() })
        {
            Page answer = await shopper.SendAsync(
                url, new FormUrlEncodedContent([new("action", "pay")]), (header, value));
            answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        }
        (await shopper.FindAsync(checkout)).ShouldBe(checkout);
    }

    [Fact]
    public async Task A_form_with_the_apps_own_origin_works()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        await shopper.SendAsync(
            checkout.Url!, new FormUrlEncodedContent([new("action", "pay")]), ("Origin", "http://localhost"));
        (await shopper.FindAsync(checkout)).IsPaid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("action=steal")]
    [InlineData("%%%&&&===")]
    [InlineData("a=1&b=2&c=3&d=4&e=5&f=6&action=pay")]
    public async Task A_form_that_is_none_of_the_pages_does_nothing(string form)
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        (await shopper.SendAsync(checkout.Url!, new StringContent(form))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await shopper.SendAsync(checkout.Url!, new StringContent($"{form}&x={new string('x', 5000)}"))).Status
            .ShouldBe(HttpStatusCode.Forbidden);
        (await shopper.FindAsync(checkout)).ShouldBe(checkout);
    }

    [Theory]
    [InlineData("/sandbox/checkout/cs_test_none")]
    [InlineData("/sandbox/checkout/%3Cscript%3E")]
    [InlineData("/sandbox/portal/none")]
    public async Task An_unknown_address_gets_a_page_that_says_so(string path)
    {
        Shopper shopper = await Shopper.NewAsync(App);
        Uri url = new(new Uri("http://localhost"), path);
        (await shopper.LookAsync(url)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await shopper.ClickAsync(url, "pay")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
