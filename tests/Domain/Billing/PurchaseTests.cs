using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Billing.Support;

namespace Understudy.Domain.Tests.Billing;

public sealed class PurchaseTests
{
    private readonly BillingWorld _world = new();

    [Fact]
    public async Task Packs_that_are_paid_are_there_at_once()
    {
        await BuyAsync(packs: 2);
        (await _world.LeftAsync()).ShouldBe(40);
        Payment payment = (await _world.PaymentsAsync()).ShouldHaveSingleItem();
        (payment.Sku, payment.Amount, payment.Units, payment.Status)
            .ShouldBe((CloneOffers.Pack.Sku, 2000, 40, GatewayPaymentStatus.Succeeded));
        payment.InvoiceId.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Packs_that_are_paid_later_are_there_when_the_money_is(bool comes)
    {
        await _world.SignUpAsync();
        string session = await _world.OpenPurchaseAsync();
        _world.Gateway.PayLater(session);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(0);
        (await _world.PaymentsAsync()).ShouldHaveSingleItem().Status.ShouldBe(GatewayPaymentStatus.Pending);

        _world.Gateway.Conclude(session, comes);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(comes ? 20 : 0);
        (await _world.PaymentsAsync()).ShouldHaveSingleItem().Status
            .ShouldBe(comes ? GatewayPaymentStatus.Succeeded : GatewayPaymentStatus.Failed);
    }

    [Theory]
    [InlineData(3000, 0)]
    [InlineData(1500, 30)]
    [InlineData(49, 60)]
    [InlineData(51, 59)]
    [InlineData(2999, 1)]
    public async Task A_refund_takes_minutes_back_in_proportion_rounded_in_the_persons_favour(int yen, int left)
    {
        string payment = await BuyAsync(packs: 3);
        _world.Gateway.Refund(payment, yen);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(left);
    }

    [Fact]
    public async Task Refunds_that_fail_and_disputes_that_are_won_give_the_minutes_back()
    {
        string payment = await BuyAsync(packs: 1);
        _world.Gateway.Refund(payment, 500);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(10);
        _world.Gateway.Dispute(payment);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(0);
        _world.Gateway.CloseDispute(payment, isWon: true);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(10);
        _world.Gateway.FailRefunds(payment);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(20);
    }

    [Fact]
    public async Task A_dispute_that_is_lost_keeps_the_minutes()
    {
        string payment = await BuyAsync(packs: 1);
        _world.Gateway.Dispute(payment);
        _world.Gateway.CloseDispute(payment, isWon: false);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_refund_of_a_period_takes_its_minutes_back()
    {
        await _world.SignUpAsync();
        await _world.SubscribedAsync();
        _world.Gateway.Refund(_world.Gateway.Payments.Single().Id, 2500);
        await _world.DeliverAsync();
        (await _world.LeftAsync()).ShouldBe(50);
        (await _world.PaymentsAsync()).ShouldHaveSingleItem().Refunded.ShouldBe(2500);
    }

    [Fact]
    public void What_is_taken_back_is_never_more_than_was_bought()
    {
        Payment payment = new() { Id = "a", OwnerId = "ann", Units = 100 };
        (payment with { Amount = 5000, Refunded = 4000, Disputed = 4000 }).RevokedUnits.ShouldBe(100);
        (payment with { Amount = 0, Refunded = 1 }).RevokedUnits.ShouldBe(0);
        (payment with { Amount = long.MaxValue, Refunded = long.MaxValue }).RevokedUnits.ShouldBe(100);
    }

    // The payment's id at the gateway.
    private async Task<string> BuyAsync(int packs)
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenPurchaseAsync(packs));
        await _world.DeliverAsync();
        return _world.Gateway.Payments.Single().Id;
    }
}
