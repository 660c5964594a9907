using System.Globalization;
using FsCheck.Fluent;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Products.Clone;

public sealed class MinutesTests
{
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly WalletLedger _ledger;
    private readonly Minutes _minutes;

    public MinutesTests()
    {
        _store = new InMemoryDocumentStore(_time) { Interleaves = true };
        _ledger = new WalletLedger(_store, _time);
        _minutes = NewProcess();
        foreach (string person in new[] { "ann", "bob" })
            _store.CreateAsync(new User
            {
                Id = person,
                Email = $"{person}@example.com",
                Name = person,
                CreatedAt = _time.Now,
                UpdatedAt = _time.Now,
            }).GetAwaiter().GetResult();
    }

    [Theory]
    [InlineData("2026-01-15T12:00:00Z", "2026-02-01")]
    [InlineData("2026-01-31T23:59:59.9999999Z", "2026-02-01")]
    [InlineData("2026-02-01T00:00:00Z", "2026-03-01")]
    [InlineData("2026-02-28T23:59:59Z", "2026-03-01")]
    [InlineData("2028-02-29T00:00:00Z", "2028-03-01")]
    [InlineData("2026-12-31T23:59:59.9999999Z", "2027-01-01")]
    [InlineData("2027-01-01T00:00:00Z", "2027-02-01")]
    public void A_period_ends_with_the_calendar_month(string now, string end)
    {
        GoTo(now);
        _minutes.Month().End.ShouldBe(At(end));
        _minutes.Month().End.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_minutes_come_once_a_month_and_go_with_it()
    {
        for (int n = 0; n < 3; n++) await EnsureAsync();
        (await BalanceAsync()).ShouldBe(new WalletBalance(3, 3, 0));

        GoTo("2026-01-31T23:59:59.9999999Z");
        await EnsureAsync();
        (await BalanceAsync()).ShouldBe(new WalletBalance(3, 3, 0));

        GoTo("2026-02-01T00:00:00Z");
        (await BalanceAsync()).ShouldBe(new WalletBalance(0, 0, 0));
        for (int n = 0; n < 3; n++) await EnsureAsync();
        (await BalanceAsync()).ShouldBe(new WalletBalance(3, 3, 0));

        GoTo("2027-01-31T00:00:00Z");
        await EnsureAsync();
        (await BalanceAsync()).ShouldBe(new WalletBalance(3, 3, 0));
    }

    [Fact]
    public async Task What_was_spent_does_not_come_back_within_the_month()
    {
        await EnsureAsync();
        await SpendAsync("job", 2);
        GoTo("2026-01-31T23:00:00Z");
        await EnsureAsync();
        (await BalanceAsync()).ShouldBe(new WalletBalance(3, 1, 0));
    }

    [Fact]
    public async Task Everybody_has_minutes_of_their_own()
    {
        await EnsureAsync();
        (await _ledger.GetBalanceAsync(Minutes.Wallet("bob"))).ShouldBe(new WalletBalance(0, 0, 0));
        await _minutes.EnsureAsync("bob", default);
        (await _ledger.GetBalanceAsync(Minutes.Wallet("bob"))).ShouldBe(new WalletBalance(3, 3, 0));
    }

    [Fact]
    public async Task Requests_at_once_get_the_minutes_once()
    {
        // Processes that do not know of each other.
        Minutes[] plans = [_minutes, NewProcess(), NewProcess()];
        await Task.WhenAll(Enumerable.Range(0, 150)
            .Select(n => Task.Run(() => plans[n % 3].EnsureAsync("ann", default))));
        (await BalanceAsync()).ShouldBe(new WalletBalance(3, 3, 0));
        (await _ledger.GetHistoryAsync(Minutes.Wallet("ann"), 10)).Count.ShouldBe(1);
    }

    /// <summary>Somebody comes back after hours or months, and spends what there is.</summary>
    [Fact]
    public void What_is_left_is_what_was_not_spent_this_month() => Property.Holds(
        Gen.ArrayOf(Gen.Choose(0, 1500).Zip(Gen.Choose(0, 3)), 12).ToArbitrary(),
        60,
        visits => new MinutesTests().VisitAsync([.. visits.Select(visit => (visit.Item1, visit.Item2))])
            .GetAwaiter().GetResult());

    private async Task VisitAsync((int Hours, int Minutes)[] visits)
    {
        int spent = 0;
        int jobs = 0;
        foreach ((int hours, int minutes) in visits)
        {
            int month = _time.Now.Month;
            int year = _time.Now.Year;
            _time.Advance(TimeSpan.FromHours(hours));
            if (_time.Now.Month != month || _time.Now.Year != year) spent = 0;
            await EnsureAsync();
            int wanted = Math.Min(minutes, Minutes.FreeAMonth - spent);
            await SpendAsync($"job{++jobs}", wanted);
            spent += wanted;
            (await BalanceAsync()).ShouldBe(new WalletBalance(3, 3 - spent, 0));
        }
    }

    private Minutes NewProcess() => new(new WalletLedger(_store, _time), new Subscriptions(_store, new Catalogue(CloneOffers.All), _time), _store, _time);

    private Task EnsureAsync() => _minutes.EnsureAsync("ann", default);

    private async Task SpendAsync(string job, int minutes)
    {
        (await _ledger.HoldAsync(Minutes.Wallet("ann"), job, minutes)).Succeeded.ShouldBeTrue();
        await _ledger.CaptureAsync(Minutes.Wallet("ann"), job, minutes);
    }

    private Task<WalletBalance> BalanceAsync() => _ledger.GetBalanceAsync(Minutes.Wallet("ann"));

    private void GoTo(string time) => _time.Advance(At(time) - _time.Now);

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
