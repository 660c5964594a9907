using Understudy.Domain.Ledger;

namespace Understudy.Domain.Tests.Ledger;

public sealed class WalletTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private readonly Wallet _empty = new(new WalletId("ann", "clone", Unit.Minutes));

    [Fact]
    public void What_expires_first_is_spent_first_whenever_it_was_granted()
    {
        Wallet wallet = _empty
            .Add(new Grant("gift", 5, "gift", null), _noon)
            .Add(new Grant("pack", 5, "pack", _noon.AddMonths(12)), _noon)
            .Add(new Grant("plan", 5, "plan", _noon.AddMonths(1)), _noon)
            .Hold("job", 7, _noon).Value!;

        wallet.Lots.Select(lot => (lot.Id, lot.Left)).ShouldBe([("plan", 0), ("pack", 3), ("gift", 5)]);
    }

    [Fact]
    public void A_partial_charge_takes_what_expires_first_and_gives_back_what_lasts_longer()
    {
        Wallet wallet = _empty
            .Add(new Grant("plan", 5, "plan", _noon.AddMonths(1)), _noon)
            .Add(new Grant("pack", 5, "pack", _noon.AddMonths(12)), _noon)
            .Hold("job", 8, _noon).Value!
            .Capture("job", 4, _noon);

        wallet.Lots.Select(lot => (lot.Id, lot.Left)).ShouldBe([("plan", 1), ("pack", 5)]);
    }

    [Fact]
    public void What_is_left_of_a_lot_expires_with_an_entry_and_what_a_job_holds_of_it_does_not()
    {
        Wallet wallet = _empty
            .Add(new Grant("plan", 5, "plan", _noon.AddHours(1)), _noon)
            .Hold("job", 2, _noon).Value!;
        wallet.BalanceAt(_noon.AddHours(1)).ShouldBe(new WalletBalance(2, 0, 2));

        wallet = wallet.Add(new Grant("next", 5, "plan", null), _noon.AddHours(2));
        wallet.Pending.Select(entry => (entry.Kind, entry.Amount))
            .ShouldBe([(EntryKind.Grant, 5), (EntryKind.Expiry, -3), (EntryKind.Grant, 5)]);
        wallet.Capture("job", 2, _noon.AddHours(2)).BalanceAt(_noon.AddHours(2)).ShouldBe(new WalletBalance(5, 5, 0));
    }

    [Fact]
    public void Units_that_come_back_after_their_lot_expired_live_as_long_as_the_job_had_kept_them()
    {
        DateTimeOffset expiry = _noon.AddMinutes(30);
        DateTimeOffset failure = _noon.AddHours(2);
        Wallet wallet = _empty
            .Add(new Grant("plan", 5, "plan", expiry), _noon.AddDays(-20))
            .Hold("job", 5, _noon).Value!
            .Release("job", failure);

        wallet.BalanceAt(failure).ShouldBe(new WalletBalance(5, 5, 0));
        wallet.BalanceAt(failure.AddMinutes(29)).Left.ShouldBe(5);
        wallet.BalanceAt(failure.AddMinutes(30)).ShouldBe(new WalletBalance(0, 0, 0));
        wallet.Lots.ShouldHaveSingleItem().Source.ShouldBe("plan");
    }

    [Fact]
    public void Lots_that_never_expire_leave_when_they_are_spent_and_still_count_as_granted()
    {
        Wallet wallet = _empty;
        for (int n = 0; n < 100; n++)
        {
            wallet = wallet.Add(new Grant($"pack{n}", 3, "pack", null), _noon)
                .Hold($"job{n}", 3, _noon).Value!
                .Capture($"job{n}", 3, _noon);
        }

        wallet.Lots.ShouldBeEmpty();
        wallet.BalanceAt(_noon).ShouldBe(new WalletBalance(300, 0, 0));
        wallet.BalanceAt(_noon).Used.ShouldBe(300);
    }

    [Fact]
    public void A_job_that_is_free_is_held_and_closed_like_any_other()
    {
        Wallet wallet = _empty.Hold("job", 0, _noon).Value!.Capture("job", 0, _noon);
        wallet.Hold("job", 5, _noon).Value.ShouldBeSameAs(wallet);
        wallet.Pending.ShouldHaveSingleItem().Held.ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_grant_adds_at_least_one_unit(int amount) =>
        Should.Throw<ArgumentOutOfRangeException>(() => _empty.Add(new Grant("pack", amount, "pack", null), _noon));

    [Fact]
    public void Nobody_holds_or_is_charged_less_than_nothing()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _empty.Hold("job", -1, _noon));
        Should.Throw<ArgumentOutOfRangeException>(() => _empty.Capture("job", -1, _noon));
    }
}
