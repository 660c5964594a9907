using Understudy.Domain.Billing.Events;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Billing.Support;

namespace Understudy.Domain.Tests.Billing;

public sealed class EventInboxTests
{
    private readonly BillingWorld _world = new();

    [Fact]
    public async Task An_event_is_taken_once_and_one_of_no_concern_never()
    {
        GatewayEvent paid = new("evt_1", "invoice.paid", _world.Time.Now) { CustomerId = "cus_1", InvoiceId = "in_1" };
        (await _world.Inbox.TakeAsync(paid, default)).ShouldBeTrue();
        (await _world.Inbox.TakeAsync(paid, default)).ShouldBeFalse();
        (await _world.Inbox.TakeAsync(paid with { Id = "evt_2", Type = "plan.created" }, default)).ShouldBeFalse();
        (await _world.Store.FindAsync<ReceivedEvent>("evt_1", "evt_1"))!.Value.Event.ShouldBe(paid);
        (await _world.Store.FindAsync<ReceivedEvent>("evt_2", "evt_2")).ShouldBeNull();
    }

    [Fact]
    public async Task Events_that_wait_for_a_while_are_found_until_they_are_handled_or_given_up()
    {
        foreach (int number in new[] { 2, 1, 3 })
            await _world.Inbox.TakeAsync(new GatewayEvent($"evt_{number}", "invoice.paid", _world.Time.Now), default);
        (await WaitingAsync()).ShouldBeEmpty();
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        (await WaitingAsync()).ShouldBe(["evt_1", "evt_2", "evt_3"]);
        await _world.Inbox.HandleAsync("evt_1", default);
        await _world.Inbox.GiveUpAsync("evt_2", default);
        await _world.Inbox.GiveUpAsync("evt_1", default);
        (await WaitingAsync()).ShouldBe(["evt_3"]);
        (await StateAsync("evt_1")).ShouldBe(EventState.Handled);
        (await StateAsync("evt_2")).ShouldBe(EventState.Dead);
    }

    [Fact]
    public async Task An_event_from_before_the_clock_was_put_back_has_waited_long_enough()
    {
        await _world.Inbox.TakeAsync(new GatewayEvent("evt_1", "invoice.paid", _world.Time.Now), default);
        _world.Time.Correct(TimeSpan.FromDays(-1));
        (await WaitingAsync()).ShouldBe(["evt_1"]);
    }

    [Fact]
    public async Task An_event_whose_gateway_cannot_be_reached_waits()
    {
        await _world.SignUpAsync();
        _world.Gateway.Pay(await _world.OpenPurchaseAsync());
        GatewayEvent paid = _world.Undelivered()[0];
        await _world.Inbox.TakeAsync(paid, default);
        _world.Gateway.Calling = _ => throw new GatewayException("Not now.", isTransient: true);
        await Should.ThrowAsync<GatewayException>(() => _world.Inbox.HandleAsync(paid.Id, default));
        (await StateAsync(paid.Id)).ShouldBe(EventState.Received);
        _world.Gateway.Calling = null;
        await _world.Inbox.HandleAsync(paid.Id, default);
        (await StateAsync(paid.Id)).ShouldBe(EventState.Handled);
        (await _world.LeftAsync()).ShouldBe(20);
    }

    [Fact]
    public async Task Events_are_forgotten_after_90_days()
    {
        await _world.Inbox.TakeAsync(new GatewayEvent("evt_1", "invoice.paid", _world.Time.Now), default);
        _world.Time.Advance(TimeSpan.FromDays(91));
        (await _world.Store.FindAsync<ReceivedEvent>("evt_1", "evt_1")).ShouldBeNull();
    }

    private async Task<EventState> StateAsync(string id) =>
        (await _world.Store.FindAsync<ReceivedEvent>(id, id))!.Value.State;

    private async Task<List<string>> WaitingAsync()
    {
        List<string> ids = [];
        await foreach (string id in _world.Inbox.WaitingAsync(default)) ids.Add(id);
        return ids;
    }
}
