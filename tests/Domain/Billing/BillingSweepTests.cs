using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Billing.Support;

namespace Understudy.Domain.Tests.Billing;

/// <summary>Events that never come.</summary>
public sealed class BillingSweepTests
{
    private readonly BillingWorld _world = new();

    [Fact]
    public async Task A_subscription_that_nobody_told_of_is_found()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenSubscriptionAsync());
        await SweepAsync(TimeSpan.FromMinutes(1));
        (await _world.LeftAsync()).ShouldBe(0);

        await SweepAsync(TimeSpan.FromMinutes(5));
        Plans.Of(await _world.SubscriptionAsync()).ShouldBe(PlanType.Standard);
        (await _world.LeftAsync()).ShouldBe(100);
        (await _world.PaymentsAsync()).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Minutes_that_nobody_told_of_are_found()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenPurchaseAsync(packs: 2));
        await SweepAsync(TimeSpan.FromHours(1));
        (await _world.LeftAsync()).ShouldBe(40);
    }

    [Fact]
    public async Task Minutes_that_were_paid_before_the_clock_was_put_back_are_found()
    {
        await _world.SignUpAsync();
        string session = await _world.OpenPurchaseAsync();
        _world.Gateway.PayLater(session);
        await _world.DeliverAsync();
        _world.Gateway.Conclude(session, isPaid: true);
        _world.Gateway.Pay(await _world.OpenPurchaseAsync());
        await SweepAsync(TimeSpan.FromDays(-1));
        (await _world.LeftAsync()).ShouldBe(40);
    }

    [Fact]
    public async Task Money_that_came_days_later_is_found()
    {
        await _world.SignUpAsync();
        string session = await _world.OpenPurchaseAsync();
        _world.Gateway.PayLater(session);
        await _world.DeliverAsync();
        await SweepAsync(TimeSpan.FromDays(2));
        _world.Gateway.Conclude(session, isPaid: true);
        await SweepAsync(TimeSpan.FromHours(1));
        (await _world.LeftAsync()).ShouldBe(20);
    }

    [Fact]
    public async Task A_payment_that_failed_and_was_collected_after_all_is_found_though_another_one_is_newer()
    {
        await _world.SignUpAsync();
        string id = await _world.SubscribedAsync();
        _world.Time.Advance(TimeSpan.FromDays(32));
        _world.Gateway.Renew(id, isPaid: false);
        await _world.DeliverAsync();
        string invoice = _world.Gateway.Subscriptions.Single().LatestInvoiceId!;
        _world.Gateway.Retry(id, isPaid: true);
        _world.Gateway.Renew(id, isPaid: false);
        await SweepAsync(TimeSpan.FromHours(2));
        (await _world.PaymentsAsync()).Single(payment => payment.InvoiceId == invoice)
            .Status.ShouldBe(GatewayPaymentStatus.Succeeded);
        (await _world.Ledger.GetHistoryAsync(Minutes.Wallet(BillingWorld.Ann), 100))
            .ShouldContain(entry => entry.OperationId == $"period-{invoice}");
    }

    [Fact]
    public async Task A_checkout_that_is_heard_of_late_leads_to_what_it_was_paid_with()
    {
        await _world.SignUpAsync();
        string session = await _world.OpenSubscriptionAsync();
        _world.Gateway.Pay(session);
        GatewaySubscription subscription = _world.Gateway.Subscriptions.Single();
        _world.Time.Advance(TimeSpan.FromDays(32));
        _world.Gateway.Renew(subscription.Id, isPaid: true);
        GatewayEvent completed = _world.Undelivered().Single(happened => happened.Type == "checkout.session.completed");
        await _world.DeliverAsync(completed);
        (await _world.PaymentsAsync()).Select(payment => payment.InvoiceId).ShouldBe(
            _world.Gateway.Payments.Select(payment => payment.InvoiceId));
        (await _world.LeftAsync()).ShouldBe(100);
    }

    [Fact]
    public async Task A_renewal_that_nobody_told_of_is_found()
    {
        await _world.SignUpAsync();
        string id = await _world.SubscribedAsync();
        _world.Time.Advance(TimeSpan.FromDays(32));
        _world.Gateway.Renew(id, isPaid: true);
        await SweepAsync(TimeSpan.FromHours(1));
        (await _world.SubscriptionAsync())!.PeriodEnd!.Value.ShouldBeGreaterThan(_world.Time.Now);
        (await _world.LeftAsync()).ShouldBe(100);
        (await _world.PaymentsAsync()).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_renewal_is_found_even_if_the_gateway_fails_in_the_middle_of_it(int fails)
    {
        await _world.SignUpAsync();
        string id = await _world.SubscribedAsync();
        _world.Time.Advance(TimeSpan.FromDays(32));
        _world.Gateway.Renew(id, isPaid: true);
        int calls = 0;
        _world.Gateway.Calling = _ =>
        {
            if (++calls == fails) throw new GatewayException("Not now.", isTransient: true);
        };
        try
        {
            await SweepAsync(TimeSpan.FromHours(1));
        }
        catch (AggregateException)
        {
            // The next sweep comes before the next period's end.
        }
        await SweepAsync(TimeSpan.FromHours(1));
        (await _world.LeftAsync()).ShouldBe(100);
        (await _world.PaymentsAsync()).Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_end_that_nobody_told_of_is_found()
    {
        await _world.SignUpAsync();
        string id = await _world.SubscribedAsync();
        _world.Gateway.EndNow(id);
        await SweepAsync(TimeSpan.FromDays(32));
        Plans.Of(await _world.SubscriptionAsync()).ShouldBe(PlanType.Free);
    }

    [Fact]
    public async Task What_has_come_to_its_end_is_not_looked_at_again()
    {
        await _world.SignUpAsync();
        _world.Gateway.Expire(await _world.OpenSubscriptionAsync());
        _world.Gateway.Pay(await _world.OpenPurchaseAsync());
        _world.Gateway.EndNow(await _world.SubscribedAsync());
        await _world.DeliverAsync();
        int calls = 0;
        _world.Gateway.Calling = _ => calls++;
        await SweepAsync(TimeSpan.FromDays(40));
        calls.ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_read_keeps_nothing_else_from_being_found()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenPurchaseAsync());
        _world.Gateway.Pay(await _world.OpenPurchaseAsync());
        int calls = 0;
        _world.Gateway.Calling = _ =>
        {
            if (++calls == 1) throw new GatewayException("Not now.", isTransient: true);
        };
        _world.Time.Advance(TimeSpan.FromHours(1));
        await Should.ThrowAsync<AggregateException>(() => _world.Sweep.RunAsync(default));
        (await _world.LeftAsync()).ShouldBe(20);
        await SweepAsync(TimeSpan.Zero);
        (await _world.LeftAsync()).ShouldBe(40);
    }

    private Task SweepAsync(TimeSpan later)
    {
        _world.Lose();
        _world.Time.Advance(later);
        return _world.Sweep.RunAsync(default);
    }
}
