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
            .ShouldBe([(EntryKind.Grant, 5), (EntryKind.Spent, -2), (EntryKind.Expiry, -3), (EntryKind.Grant, 5)]);
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
        wallet.Pending.ShouldHaveSingleItem().IsLine.ShouldBeFalse();
    }

    [Fact]
    public void What_is_spent_last_is_spent_last_even_if_it_expires_first()
    {
        Wallet wallet = _empty
            .Add(new Grant("pack", 5, "pack", _noon.AddDays(1)) { SpentLast = true }, _noon)
            .Add(new Grant("later", 5, "pack", _noon.AddDays(2)) { SpentLast = true }, _noon)
            .Add(new Grant("plan", 5, "plan", _noon.AddMonths(1)), _noon)
            .Hold("job", 7, _noon).Value!;

        wallet.Lots.Select(lot => (lot.Id, lot.Left)).ShouldBe([("plan", 0), ("pack", 3), ("later", 5)]);
        wallet.BalanceAt(_noon.AddDays(1)).Left.ShouldBe(5);
    }

    [Fact]
    public void A_period_ends_what_is_left_of_the_one_before_but_not_what_is_held_of_it()
    {
        Wallet wallet = Begin(Begin(_empty, "first", 0).Hold("job", 2, _noon).Value!, "second", 1);

        wallet.Pending.Select(entry => (entry.Kind, entry.OperationId, entry.Amount)).ShouldBe(
            [
                (EntryKind.Grant, "first", 10), (EntryKind.Spent, "job", -2), (EntryKind.Expiry, "first", -8),
                (EntryKind.Grant, "second", 10),
            ]);
        wallet.BalanceAt(_noon).ShouldBe(new WalletBalance(12, 10, 2));
        wallet = wallet.Release("job", _noon);
        wallet.BalanceAt(_noon).Left.ShouldBe(12);
        wallet.StatementAt(_noon).Select(period => (period.Base, period.Used)).ShouldBe([(10, 0), (10, 0)]);
    }

    [Fact]
    public void A_period_that_comes_late_is_entered_and_changes_no_balance()
    {
        Wallet wallet = Begin(Begin(_empty, "second", 1), "first", 0);

        wallet.BalanceAt(_noon).ShouldBe(new WalletBalance(10, 10, 0));
        wallet.Lots.ShouldHaveSingleItem().Id.ShouldBe("second");
        wallet.Periods.Select(period => period.GrantId).ShouldBe(["first", "second"]);
        wallet.Pending.Sum(entry => entry.Amount).ShouldBe(10);
        Begin(wallet, "first", 2).ShouldBeSameAs(wallet);
    }

    [Fact]
    public void A_wallet_keeps_its_latest_periods()
    {
        Wallet wallet = _empty;
        for (int n = Wallet.MaxPeriods + 1; n >= 0; n--) wallet = Begin(wallet, $"period{n:00}", n);
        wallet.Periods.Count.ShouldBe(Wallet.MaxPeriods);
        wallet.Periods[0].GrantId.ShouldBe("period02");
        wallet.PeriodEnd.ShouldBe(wallet.Periods[^1].End);
    }

    [Fact]
    public void What_is_revoked_is_taken_from_what_is_left_and_then_from_what_comes_back()
    {
        Wallet wallet = _empty
            .Add(new Grant("pack", 10, "pack", null), _noon)
            .Hold("job", 6, _noon).Value!
            .SetRevoked("pack", 9, 1, _noon);
        wallet.BalanceAt(_noon).ShouldBe(new WalletBalance(6, 0, 6));

        wallet = wallet.Capture("job", 2, _noon);
        wallet.BalanceAt(_noon).ShouldBe(new WalletBalance(2, 0, 0));
        wallet.Pending.Where(entry => entry.Kind == EntryKind.Revocation).Select(entry => entry.Amount).ShouldBe([-4, -4]);
        wallet.SetRevoked("pack", 3, 1, _noon).ShouldBeSameAs(wallet);

        wallet = wallet.SetRevoked("pack", 3, 2, _noon);
        wallet.BalanceAt(_noon).ShouldBe(new WalletBalance(7, 5, 0));
        wallet.Pending[^1].Amount.ShouldBe(5);
    }

    [Fact]
    public void A_grant_that_was_revoked_before_it_came_is_taken_when_it_comes()
    {
        Wallet wallet = _empty.SetRevoked("pack", 10, 7, _noon);
        wallet.BalanceAt(_noon).ShouldBe(new WalletBalance(0, 0, 0));
        wallet = wallet.Add(new Grant("pack", 10, "pack", null), _noon);
        wallet.BalanceAt(_noon).ShouldBe(new WalletBalance(0, 0, 0));
        wallet.SetRevoked("pack", 0, 8, _noon).BalanceAt(_noon).Left.ShouldBe(10);
    }

    [Fact]
    public void What_is_revoked_of_a_grant_that_is_gone_is_forgotten_with_it()
    {
        Wallet wallet = _empty
            .Add(new Grant("pack", 10, "pack", _noon.AddHours(1)), _noon)
            .SetRevoked("pack", 4, 1, _noon)
            .Expire(_noon.AddHours(1));
        wallet.Revocations.ShouldBeEmpty();
        wallet.SetRevoked("pack", 0, 2, _noon.AddHours(1)).ShouldBeSameAs(wallet);
    }

    [Fact]
    public void A_period_ends_after_it_starts() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _empty.BeginPeriod(
            new Period(_noon, _noon), new Grant("plan", 1, "plan", null), _noon));

    private static Wallet Begin(Wallet wallet, string id, int month) => wallet.BeginPeriod(
        new Period(_noon.AddMonths(month), _noon.AddMonths(month + 1)),
        new Grant(id, 10, "plan", _noon.AddMonths(month + 2)),
        _noon);

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
