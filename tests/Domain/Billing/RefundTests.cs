using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Refunds;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Billing.Support;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Billing;

/// <summary>Administrators give money back, and units go with it.</summary>
public sealed class RefundTests
{
    private readonly BillingWorld _world = new();

    [Theory]
    [InlineData(990, 100)]
    [InlineData(495, 50)]
    [InlineData(1, 1)]
    [InlineData(10, 2)]
    [InlineData(989, 100)]
    public async Task A_part_takes_units_in_proportion_rounded_as_the_offer_says(long fen, int taken)
    {
        Payment payment = await BuyAsync(Papers.Ream);
        RefundRecord refund = (await RefundAsync(payment, fen)).Value.ShouldNotBeNull();
        (refund.State, refund.Amount, refund.Currency, refund.Units).ShouldBe((RefundState.Done, fen, "cny", taken));
        refund.GatewayId.ShouldNotBeNull();
        (await LeftAsync()).ShouldBe(100 - taken);
        // The events tell nothing new, in any order and twice.
        GatewayEvent[] events = _world.Undelivered();
        events.ShouldNotBeEmpty();
        foreach (GatewayEvent happened in events.Reverse().Concat(events)) await _world.DeliverAsync(happened);
        (await LeftAsync()).ShouldBe(100 - taken);
        Payment after = (await _world.PaymentsAsync()).ShouldHaveSingleItem();
        after.Outcome.ShouldBe(fen == 990 ? PurchaseStatus.Refunded : PurchaseStatus.PartiallyRefunded);
    }

    [Fact]
    public async Task Parts_add_up_to_the_whole_and_no_further()
    {
        Payment payment = await BuyAsync(Papers.Ream);
        (await RefundAsync(payment, 333)).Value!.Units.ShouldBe(34);
        (await RefundAsync(payment, 333)).Value!.Units.ShouldBe(34);
        (await RefundAsync(payment, 325)).Problem.ShouldBe(new RefundOutOfRange(324, "cny"));
        RefundRecord rest = (await RefundAsync(payment, null)).Value.ShouldNotBeNull();
        (rest.Amount, rest.Units).ShouldBe((324, 32));
        (await LeftAsync()).ShouldBe(0);
        (await RefundAsync(payment, null)).Problem.ShouldBe(new PaymentNotRefundable(GatewayPaymentStatus.Succeeded));
        (await RefundAsync(payment, 1)).Problem.ShouldBe(new PaymentNotRefundable(GatewayPaymentStatus.Succeeded));
        _world.Gateway.Payments.Single().Refunded.ShouldBe(990);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(991)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task What_is_nothing_or_more_than_was_paid_is_refused(long amount)
    {
        Payment payment = await BuyAsync(Papers.Ream);
        (await RefundAsync(payment, amount)).Problem.ShouldBe(new RefundOutOfRange(990, "cny"));
        _world.Gateway.Payments.Single().Refunded.ShouldBe(0);
        (await LeftAsync()).ShouldBe(100);
    }

    [Fact]
    public async Task What_was_spent_stays_spent_and_nothing_becomes_negative()
    {
        Payment payment = await BuyAsync(Papers.Ream);
        await _world.Ledger.HoldAsync(Papers.Wallet(BillingWorld.Ann), "job", 80);
        await _world.Ledger.CaptureAsync(Papers.Wallet(BillingWorld.Ann), "job", 80);
        (await RefundAsync(payment, null)).Value!.Units.ShouldBe(20);
        (await LeftAsync()).ShouldBe(0);
        (await _world.Ledger.GetBalanceAsync(Papers.Wallet(BillingWorld.Ann))).Used.ShouldBe(80);
    }

    [Fact]
    public async Task A_refund_of_one_product_takes_nothing_of_another()
    {
        Payment ream = await BuyAsync(Papers.Ream);
        _world.Gateway.Pay(await _world.OpenPurchaseAsync());
        await _world.DeliverAsync();
        (await RefundAsync(ream, null)).Succeeded.ShouldBeTrue();
        (await _world.LeftAsync()).ShouldBe(20);
        Payment packs = (await _world.PaymentsAsync()).Single(payment => payment.Product == Minutes.Product);
        (await RefundAsync(packs, 1)).Problem.ShouldBeOfType<Problem.NotFound>();
        (await _world.Refund.HandleAsync(new RefundPayment(packs.Id, null, 999, "", "admin"), default)).Value!.Units.ShouldBe(19);
        (await _world.LeftAsync()).ShouldBe(1);
        (await _world.Refund.HandleAsync(new RefundPayment("none", null, 1, "", "admin"), default))
            .Problem.ShouldBeOfType<Problem.NotFound>();
    }

    [Fact]
    public async Task A_refund_of_a_period_takes_what_is_left_of_it()
    {
        Payment payment = await BuyAsync(Papers.Press);
        (await RefundAsync(payment, 1450)).Value!.Units.ShouldBe(15);
        (await LeftAsync()).ShouldBe(15);
    }

    [Fact]
    public async Task A_refund_with_the_id_of_another_one_is_that_one_or_none()
    {
        Payment payment = await BuyAsync(Papers.Ream);
        RefundRecord first = (await RefundAsync(payment, 100, "refund-1")).Value.ShouldNotBeNull();
        _world.Time.Advance(TimeSpan.FromDays(40));
        (await RefundAsync(payment, 100, "refund-1")).Value.ShouldBe(first);
        (await RefundAsync(payment, 200, "refund-1")).Problem.ShouldBe(new RefundIdReused());
        (await RefundAsync(payment, null, "refund-1")).Problem.ShouldBe(new RefundIdReused());
        _world.Gateway.Payments.Single().Refunded.ShouldBe(100);
        (first.AdminId, first.Reason, first.PaymentId).ShouldBe(("admin", "It was blank.", payment.Id));
        _world.Log.Refunds.ShouldHaveSingleItem().ShouldBe(first);
    }

    [Fact]
    public async Task A_refund_that_is_cut_off_anywhere_is_made_once_and_told_the_same()
    {
        int cuts = 0;
        for (int call = 1; await IsCutOffAsync(call, afterwards: false); call++)
            if (await IsCutOffAsync(call, afterwards: true)) cuts++;
        cuts.ShouldBeGreaterThan(3);
    }

    private static async Task<bool> IsCutOffAsync(int call, bool afterwards)
    {
        BillingWorld world = new();
        await world.SignUpAsync();
        world.Gateway.Pay(await world.OpenAsync(Papers.Ream));
        await world.DeliverAsync();
        Payment payment = (await world.PaymentsAsync()).Single();
        RefundPayment command = new(payment.Id, Papers.Product, 300, "Why not", "admin", "refund-1");
        CrashAt cut = new(call, afterwards);
        world.Store.Faults = cut;
        try
        {
            await world.Refund.HandleAsync(command, default);
        }
        catch (SimulatedCrashException)
        {
            // The administrator asks again.
        }
        world.Store.Faults = null;
        RefundRecord refund = (await world.Refund.HandleAsync(command, default)).Value.ShouldNotBeNull();
        (refund.State, refund.Amount, refund.Units).ShouldBe((RefundState.Done, 300, 31), $"call {call}");
        world.Gateway.Payments.Single().Refunded.ShouldBe(300);
        (await world.Ledger.GetBalanceAsync(Papers.Wallet(BillingWorld.Ann))).Left.ShouldBe(69);
        return cut.Happened;
    }

    [Fact]
    public async Task Two_administrators_at_once_do_not_give_more_than_there_is()
    {
        Payment payment = await BuyAsync(Papers.Ream);
        // The second looks before the first has asked the gateway.
        bool isFirst = true;
        Result<RefundRecord>? other = null;
        _world.Gateway.Calling = call =>
        {
            if (call != "refund payment" || !isFirst) return;
            isFirst = false;
            other = RefundAsync(payment, 600, "other").GetAwaiter().GetResult();
        };
        Result<RefundRecord> one = await RefundAsync(payment, 600, "one");
        _world.Gateway.Calling = null;
        other!.Succeeded.ShouldBeTrue();
        one.Problem.ShouldBe(new RefundOutOfRange(390, "cny"));
        (await RefundAsync(payment, 600, "one")).Problem.ShouldBe(new RefundOutOfRange(390, "cny"));
        _world.Gateway.Payments.Single().Refunded.ShouldBe(600);
    }

    [Fact]
    public async Task What_a_bank_holds_is_not_given_back()
    {
        Payment payment = await BuyAsync(Papers.Ream);
        _world.Gateway.Dispute(_world.Gateway.Payments.Single().Id);
        (await RefundAsync(payment, 1)).Problem.ShouldBe(new PaymentNotRefundable(GatewayPaymentStatus.Succeeded));
    }

    [Fact]
    public async Task What_has_not_been_paid_is_not_given_back()
    {
        await _world.SignUpAsync();
        _world.Gateway.PayLater(await _world.OpenAsync(Papers.Ream));
        await _world.DeliverAsync();
        Payment payment = (await _world.PaymentsAsync()).ShouldHaveSingleItem();
        (await RefundAsync(payment, null)).Problem.ShouldBe(new PaymentNotRefundable(GatewayPaymentStatus.Pending));
    }

    [Fact]
    public async Task An_export_tells_of_refunds_and_not_of_administrators()
    {
        Payment payment = await BuyAsync(Papers.Ream);
        await RefundAsync(payment, 100, "refund-1");
        bool isTold = false;
        await foreach (PersonalItem item in _world.Data.CollectAsync(BillingWorld.Ann, default))
            isTold |= item is PersonalItem.Data { Value: RefundRecord { Amount: 100, AdminId: "" } };
        isTold.ShouldBeTrue();
    }

    private async Task<Payment> BuyAsync(Offer offer)
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenAsync(offer));
        await _world.DeliverAsync();
        return (await _world.PaymentsAsync()).Single();
    }

    private Task<Result<RefundRecord>> RefundAsync(Payment payment, long? amount, string? id = null) =>
        _world.Refund.HandleAsync(
            new RefundPayment(payment.Id, Papers.Product, amount, "It was blank.", "admin", id), default);

    private async Task<int> LeftAsync() =>
        (await _world.Ledger.GetBalanceAsync(Papers.Wallet(BillingWorld.Ann))).Left;
}
