using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Accounts;
using Understudy.Domain.Tests.Support;
using Understudy.Domain.Webhooks;

namespace Understudy.Domain.Tests.Webhooks;

public sealed class WebhookDeliveringTests
{
    private static readonly DeliveryTurn _first = new("ann", "delivery", Run: 1);

    private readonly ManualTime _time = new();
    private readonly ScriptedSender _sender = new();
    private readonly DeliverySlots _slots = new();
    private readonly InMemoryDocumentStore _store;
    private readonly WebhookDelivering _delivering;

    public WebhookDeliveringTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _delivering = new WebhookDelivering(
            _store,
            new WebhookEndpoints(_store, new SequentialIds(), _time),
            new WebhookSecrets(_store, new SignInBench.SequentialSecrets()),
            _sender,
            _slots,
            _time);
    }

    [Fact]
    public async Task What_is_taken_is_over()
    {
        await PrepareAsync();
        DeliveryStep step = await AttemptAsync(_first);

        step.ShouldBe(new DeliveryStep(Next: null, default, GaveUp: false));
        WebhookDelivery delivery = await DeliveryAsync();
        delivery.Status.ShouldBe(DeliveryStatus.Succeeded);
        delivery.NextAttemptAt.ShouldBeNull();
        delivery.Attempts.ShouldHaveSingleItem().StatusCode.ShouldBe(200);
    }

    [Fact]
    public async Task An_attempt_that_was_written_down_is_not_made_again()
    {
        await PrepareAsync();
        _sender.Answer = new WebhookAnswer(500, null);
        DeliveryStep step = await AttemptAsync(_first);
        DeliveryStep again = await AttemptAsync(_first);

        again.ShouldBe(step);
        _sender.Sent.Count.ShouldBe(1);
        (await DeliveryAsync()).Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_next_attempt_is_no_further_away_when_the_clock_was_put_back()
    {
        await PrepareAsync();
        _sender.Answer = new WebhookAnswer(500, null);
        TimeSpan wait = (await AttemptAsync(_first)).Wait;
        _time.Correct(TimeSpan.FromDays(-1));

        DeliveryStep again = await AttemptAsync(_first);

        again.Wait.ShouldBe(wait);
        _sender.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Every_attempt_has_the_same_id_and_a_signature_of_its_own_time()
    {
        await PrepareAsync();
        _sender.Answer = new WebhookAnswer(null, "timed_out");
        DeliveryStep? step = await AttemptAsync(_first);
        for (int attempts = 1; step.Next is { } next; attempts++)
        {
            attempts.ShouldBe(next.Tries);
            _time.Advance(step.Wait);
            step = await AttemptAsync(next);
        }

        _sender.Sent.Count.ShouldBe(10);
        _sender.Sent.ShouldAllBe(message => message.Id == "delivery");
        _sender.Sent.Select(message => message.Signature).Distinct().Count().ShouldBe(10);
        WebhookDelivery delivery = await DeliveryAsync();
        delivery.Status.ShouldBe(DeliveryStatus.Failed);
        delivery.Attempts.ShouldAllBe(attempt => attempt.StatusCode == null && attempt.Error == "timed_out");
        (await EndpointAsync()).Status.ShouldBe(EndpointStatus.Enabled);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_disabled_at_once_and_its_owner_is_told()
    {
        await PrepareAsync();
        _sender.Answer = new WebhookAnswer(410, null);

        (await AttemptAsync(_first)).ShouldBe(new DeliveryStep(Next: null, default, GaveUp: true));
        // The step's answer was lost.
        (await AttemptAsync(_first)).GaveUp.ShouldBeTrue();

        _sender.Sent.Count.ShouldBe(1);
        (await EndpointAsync()).Status.ShouldBe(EndpointStatus.Disabled);
    }

    [Fact]
    public async Task Pending_deliveries_to_a_disabled_endpoint_stop_without_an_attempt()
    {
        await PrepareAsync(endpoint => endpoint.GiveUp("another", _time.Now));

        (await AttemptAsync(_first)).ShouldBe(new DeliveryStep(Next: null, default, GaveUp: false));

        _sender.Sent.ShouldBeEmpty();
        (await DeliveryAsync()).Status.ShouldBe(DeliveryStatus.Failed);
    }

    [Theory]
    [InlineData(4.9, false)]
    [InlineData(5.0, true)]
    public async Task An_endpoint_that_took_nothing_for_five_days_is_disabled_by_a_last_failure(
        double days, bool disabled)
    {
        await PrepareAsync(endpoint => endpoint.Fail(_time.Now.AddDays(-days)));
        await _store.UpdateAsync<WebhookDelivery>("ann", "delivery", delivery => delivery with { Tries = 9 });
        _sender.Answer = new WebhookAnswer(503, null);

        DeliveryStep step = await AttemptAsync(_first with { Tries = 9 });

        step.ShouldBe(new DeliveryStep(Next: null, default, GaveUp: disabled));
        (await EndpointAsync()).Status.ShouldBe(disabled ? EndpointStatus.Disabled : EndpointStatus.Enabled);
    }

    [Fact]
    public async Task A_failure_that_is_not_a_deliverys_last_disables_nothing()
    {
        await PrepareAsync(endpoint => endpoint.Fail(_time.Now.AddDays(-50)));
        _sender.Answer = new WebhookAnswer(503, null);
        (await AttemptAsync(_first)).Next.ShouldNotBeNull();
        (await EndpointAsync()).Status.ShouldBe(EndpointStatus.Enabled);
    }

    [Fact]
    public async Task A_success_forgets_the_failures_before_it()
    {
        await PrepareAsync(endpoint => endpoint.Fail(_time.Now.AddDays(-50)));
        await AttemptAsync(_first);
        (await EndpointAsync()).FailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task A_failed_test_says_nothing_against_an_endpoint()
    {
        await PrepareAsync();
        await _store.UpdateAsync<WebhookDelivery>(
            "ann", "delivery", delivery => delivery with { EventType = WebhookEventType.Test });
        _sender.Answer = new WebhookAnswer(500, null);
        (await AttemptAsync(_first)).Next.ShouldBeNull();
        (await EndpointAsync()).FailingSince.ShouldBeNull();
        (await DeliveryAsync()).Status.ShouldBe(DeliveryStatus.Failed);
    }

    [Fact]
    public async Task A_delivery_whose_endpoint_was_deleted_goes_too()
    {
        await _store.CreateAsync(WebhookSamples.Delivery());
        (await AttemptAsync(_first)).Next.ShouldBeNull();
        (await _store.FindAsync<WebhookDelivery>("ann", "delivery")).ShouldBeNull();
        _sender.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_finds_all_places_taken_waits_without_using_up_an_attempt()
    {
        await PrepareAsync();
        List<IDisposable> others = [];
        while (_slots.TryTake("ann", "endpoint") is { } other) others.Add(other);
        others.Count.ShouldBe(DeliverySlots.PerEndpoint);

        DeliveryStep step = await AttemptAsync(_first);
        step.Next.ShouldBe(_first with { Waits = 1 });
        step.Wait.ShouldBeGreaterThan(TimeSpan.Zero);
        _sender.Sent.ShouldBeEmpty();

        others[0].Dispose();
        (await AttemptAsync(step.Next!)).Next.ShouldBeNull();
        _sender.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public void Nobody_takes_all_places()
    {
        Taken("ann").ShouldBe(DeliverySlots.PerPerson);
        Enumerable.Range(0, 100).Sum(i => Taken($"person {i}")).ShouldBe(DeliverySlots.InAll - DeliverySlots.PerPerson);

        int Taken(string person) =>
            Enumerable.Range(0, 100).Count(i => _slots.TryTake(person, $"{person}'s endpoint {i}") is not null);
    }

    private async Task PrepareAsync(Func<WebhookEndpoint, WebhookEndpoint>? change = null)
    {
        WebhookEndpoint endpoint = WebhookSamples.Endpoint();
        await _store.CreateAsync(new EndpointBook { Id = "ann", Endpoints = [change?.Invoke(endpoint) ?? endpoint] });
        await _store.CreateAsync(WebhookSamples.Delivery());
    }

    private Task<DeliveryStep> AttemptAsync(DeliveryTurn turn) =>
        _delivering.AttemptAsync(turn, CancellationToken.None);

    private async Task<WebhookDelivery> DeliveryAsync() =>
        (await _store.FindAsync<WebhookDelivery>("ann", "delivery"))!.Value;

    private async Task<WebhookEndpoint> EndpointAsync() =>
        (await _store.FindAsync<EndpointBook>("ann", "ann"))!.Value.Endpoints[0];
}
