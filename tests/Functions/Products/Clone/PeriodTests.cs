using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Billing;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;
using static Understudy.Functions.Tests.Products.Clone.UsageTests;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>What becomes of minutes as time goes by. Clone §8.</summary>
public sealed class PeriodTests : IAsyncLifetime
{
    private readonly TestApp _app = new();
    private Person _person = null!;

    private Minutes Minutes => _app.Services.GetRequiredService<Minutes>();

    private DateTimeOffset Now => _app.Time.GetUtcNow();

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _person = await _app.NewPersonAsync();
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task What_is_left_of_a_free_month_ends_with_it_and_extra_minutes_do_not()
    {
        await _app.GrantExtraAsync(_person, "order", 1);
        await SpendAsync(2);
        await GoToAsync(Minutes.Month().End);
        UsageOf(await _person.GetAsync("/api/v1/dashboard")).ShouldBe((0, 23, 3, 20));
        await SpendAsync(5);
        UsageOf(await _person.GetAsync("/api/v1/dashboard")).ShouldBe((5, 18, 3, 20));

        await GoToAsync(Minutes.Month().End);
        UsageOf(await _person.GetAsync("/api/v1/dashboard")).ShouldBe((0, 21, 3, 18));
        (await HistoryAsync()).ShouldBe([(Month(0), 3, 0, 0), (Month(-1), 3, 5, 0), (Month(-2), 3, 2, 20)]);
        (await HistoryAsync("?months=1")).ShouldBe([(Month(0), 3, 0, 0)]);
    }

    [Fact]
    public async Task Free_months_begin_by_themselves_for_those_who_do_not_come_back()
    {
        WalletLedger ledger = _app.Services.GetRequiredService<WalletLedger>();
        await _app.AdvanceUntilAsync(
            Minutes.Month().End - Now,
            () => ledger.GetStatementAsync(Minutes.Wallet(_person.Id)),
            statement => statement.Periods.Count == 2 && statement.Balance.Left == 3);
    }

    [Fact]
    public async Task Extra_minutes_last_for_twelve_months()
    {
        await _app.GrantExtraAsync(_person, "order", 1);
        DateTimeOffset end = Now.AddMonths(12);
        await GoToAsync(end.AddMinutes(-5));
        UsageOf(await _person.GetAsync("/api/v1/dashboard")).ShouldBe((0, 23, 3, 20));
        await GoToAsync(end.AddMinutes(1));
        UsageOf(await _person.GetAsync("/api/v1/dashboard")).ShouldBe((0, 3, 3, 0));
    }

    [Fact]
    public async Task A_plan_that_begins_within_a_month_replaces_the_free_minutes()
    {
        await SpendAsync(2);
        await SubscribeAsync();
        DateTimeOffset start = Now;
        DateTimeOffset end = start.AddMonths(1);
        await _app.BeginPaidPeriodAsync(_person, "in_1", start, end);
        Answer dashboard = await _person.GetAsync("/api/v1/dashboard");
        UsageOf(dashboard).ShouldBe((0, 100, 100, 0));
        dashboard.Text("usage.period_start").ShouldBe($"{start:yyyy-MM-dd}");
        dashboard.Text("usage.period_end").ShouldBe($"{end.AddTicks(-1):yyyy-MM-dd}");
        dashboard.Text("subscription.plan_type").ShouldBe("standard");
        dashboard.Text("subscription.current_period_end").ShouldBe($"{Now.AddMonths(1):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        dashboard["subscription"]!.ToJsonString()
            .ShouldBe((await _person.GetAsync("/api/v1/auth/me"))["subscription"]!.ToJsonString());

        await SpendAsync(7);
        UsageOf(await _person.GetAsync("/api/v1/dashboard")).ShouldBe((7, 93, 100, 0));
        (await HistoryAsync()).ShouldBe([(Month(0), 100, 9, 0)]);
    }

    [Fact]
    public async Task Videos_of_a_paid_plan_have_no_watermark()
    {
        await SpendAsync(1);
        await SubscribeAsync();
        await _app.BeginPaidPeriodAsync(_person, "in_1", Now, Now.AddMonths(1));
        await SpendAsync(1);
        _app.Engine.Begun.Select(job => job.Task).OfType<EngineTask.TalkingHead>().Select(video => video.Watermark)
            .ShouldBe([true, false]);
    }

    [Fact]
    public async Task Paid_minutes_outlive_their_period_for_a_day_until_the_next_one_is_paid()
    {
        await SubscribeAsync();
        DateTimeOffset start = Now;
        DateTimeOffset end = start.AddMonths(1);
        await _app.BeginPaidPeriodAsync(_person, "in_1", start, end);
        await GoToAsync(end.AddHours(1));
        await SpendAsync(10);
        UsageOf(await _person.GetAsync("/api/v1/dashboard")).ShouldBe((10, 90, 100, 0));

        await _app.BeginPaidPeriodAsync(_person, "in_2", end, end.AddMonths(1));
        await _app.BeginPaidPeriodAsync(_person, "in_1", start, end);
        UsageOf(await _person.GetAsync("/api/v1/dashboard")).ShouldBe((0, 100, 100, 0));
        await GoToAsync(end.AddMonths(1).AddHours(25));
        UsageOf(await _person.GetAsync("/api/v1/dashboard")).ShouldBe((0, 0, 100, 0));
        (await _person.GenerateAsync()).ShouldBeError(HttpStatusCode.PaymentRequired, "INSUFFICIENT_CREDITS");
        // Nothing was paid for this month, so nothing began.
        (await HistoryAsync()).ShouldBe([(Month(0), 0, 0, 0), (Month(-1), 100, 0, 0), (Month(-2), 100, 10, 0)]);
    }

    [Fact]
    public async Task Who_ends_a_plan_is_free_again_for_the_rest_of_the_month()
    {
        await SubscribeAsync();
        DateTimeOffset end = Now.AddMonths(1);
        await _app.BeginPaidPeriodAsync(_person, "in_1", Now, end);
        await GoToAsync(end.AddHours(-1));
        await _app.Services.GetRequiredService<IDocumentStore>().UpdateAsync<Subscription>(
            _person.Id, _person.Id, subscription => subscription with { Sku = null });
        UsageOf(await _person.GetAsync("/api/v1/dashboard")).ShouldBe((0, 100, 100, 0));

        await GoToAsync(end);
        Answer dashboard = await _person.GetAsync("/api/v1/dashboard");
        UsageOf(dashboard).ShouldBe((0, 3, 3, 0));
        dashboard.Text("usage.period_start").ShouldBe($"{end:yyyy-MM-dd}");
        dashboard.Text("usage.period_end").ShouldBe($"{Minutes.Month().End.AddTicks(-1):yyyy-MM-dd}");
    }

    private async Task SpendAsync(int minutes)
    {
        _app.Engine.SpeechSeconds = (minutes * 60) - 1;
        await _person.MadeVideoAsync();
        await Eventually.GetAsync(() => _app.BalanceAsync(_person), balance => balance.Held == 0);
    }

    // Not before, and by no more than it takes to come here.
    private async Task GoToAsync(DateTimeOffset time)
    {
        _app.Time.Advance(time - Now);
        await _person.SignInAgainAsync();
    }

    private async Task SubscribeAsync() => (await _app.Services.GetRequiredService<IDocumentStore>().CreateAsync(
        new Subscription
        {
            Id = _person.Id,
            OwnerId = _person.Id,
            Product = Minutes.Product,
            SubscriptionId = "sub_1",
            Sku = CloneOffers.Standard.Sku,
            PeriodStart = Now,
            PeriodEnd = Now.AddMonths(1),
            CreatedAt = Now,
            UpdatedAt = Now,
        })).ShouldNotBeNull();

    private async Task<(string Month, int Base, int Used, int Purchased)[]> HistoryAsync(string query = "")
    {
        Answer answer = await _person.GetAsync($"/api/v1/usage/history{query}");
        return
        [
            .. answer["history"]!.AsArray().Select(row => (
                $"{Number(row!, "period_year")}-{Number(row!, "period_month"):00}",
                Number(row!, "base_minutes"), Number(row!, "used_minutes"), Number(row!, "additional_minutes_purchased"))),
        ];

        static int Number(JsonNode row, string name) => row[name]!.GetValue<int>();
    }

    private string Month(int ahead) => $"{Minutes.Month().Start.AddMonths(ahead):yyyy-MM}";
}
