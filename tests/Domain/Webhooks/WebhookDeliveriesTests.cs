using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;
using Understudy.Domain.Webhooks;

namespace Understudy.Domain.Tests.Webhooks;

public sealed class WebhookDeliveriesTests
{
    private readonly ManualTime _time = new();
    private readonly RecordedRuns _runs = new();
    private readonly InMemoryDocumentStore _store;
    private readonly WebhookEndpoints _endpoints;
    private readonly WebhookDeliveries _deliveries;

    public WebhookDeliveriesTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _endpoints = new WebhookEndpoints(_store, new SequentialIds(), _time);
        _deliveries = new WebhookDeliveries(_store, _endpoints, _time);
    }

    [Fact]
    public async Task An_event_goes_to_each_endpoint_that_wants_it_and_once_however_often_it_is_announced()
    {
        string first = await EndpointAsync(CloneEvents.VideoCompleted);
        string second = await EndpointAsync(CloneEvents.VideoCompleted, CloneEvents.VideoFailed);
        await EndpointAsync(CloneEvents.ModelFailed);
        string off = await EndpointAsync(CloneEvents.VideoCompleted);
        await _endpoints.ChangeAsync(
            "ann", off, new EndpointChange(null, null, null, EndpointStatus.Disabled), CancellationToken.None);

        for (int i = 0; i < 3; i++)
            await _deliveries.AnnounceAsync(WebhookSamples.Event(), _runs, CancellationToken.None);

        IReadOnlyList<WebhookDelivery> made = await AllAsync();
        made.Select(delivery => delivery.EndpointId).ShouldBe([first, second], ignoreOrder: true);
        made.Select(delivery => delivery.Id).Distinct().Count().ShouldBe(2);
        made.ShouldAllBe(delivery => delivery.EventId == "event");
        foreach (WebhookDelivery delivery in made) Guid.ParseExact(delivery.Id, "D").Version.ShouldBe(8);
        _runs.Started.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task What_has_ended_is_run_again_and_what_is_pending_is_hurried()
    {
        await EndpointAsync(CloneEvents.VideoCompleted);
        await _deliveries.AnnounceAsync(WebhookSamples.Event(), _runs, CancellationToken.None);
        string id = (await AllAsync())[0].Id;

        (await _deliveries.RedeliverAsync("ann", id, null, _runs, CancellationToken.None)).Succeeded.ShouldBeTrue();
        _runs.Hurried.ShouldBe([id]);
        await _store.UpdateAsync<WebhookDelivery>("ann", id, delivery => delivery.Stop());
        (await _deliveries.RedeliverAsync("ann", id, null, _runs, CancellationToken.None)).Succeeded.ShouldBeTrue();

        _runs.Started.Distinct().ShouldBe([(id, 1), (id, 2)]);
        _runs.Hurried.ShouldBe([id]);
        (await AllAsync())[0].Status.ShouldBe(DeliveryStatus.Pending);
    }

    [Fact]
    public async Task A_redelivery_starts_the_run_that_a_crash_kept_from_starting()
    {
        await EndpointAsync(CloneEvents.VideoCompleted);
        await _deliveries.AnnounceAsync(WebhookSamples.Event(), new RecordedRuns(), CancellationToken.None);
        string id = (await AllAsync())[0].Id;

        await _deliveries.RedeliverAsync("ann", id, null, _runs, CancellationToken.None);

        _runs.Started.ShouldBe([(id, 1)]);
    }

    [Fact]
    public async Task A_redelivery_that_is_asked_for_again_begins_no_second_run()
    {
        await EndpointAsync(CloneEvents.VideoCompleted);
        await _deliveries.AnnounceAsync(WebhookSamples.Event(), _runs, CancellationToken.None);
        string id = (await AllAsync())[0].Id;
        for (int run = 2; run <= 3; run++)
        {
            for (int i = 0; i < 2; i++)
            {
                await _store.UpdateAsync<WebhookDelivery>("ann", id, delivery => delivery.Stop());
                await _deliveries.RedeliverAsync("ann", id, $"request {run}", _runs, CancellationToken.None);
            }
            _runs.Started.Count.ShouldBe(run);
            _runs.Started[^1].ShouldBe((id, run));
        }
    }

    [Fact]
    public async Task A_delivery_whose_run_was_never_started_or_broke_is_run_when_it_is_found()
    {
        await EndpointAsync(CloneEvents.VideoCompleted);
        await _deliveries.AnnounceAsync(WebhookSamples.Event(), _runs, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(5));
        (await _deliveries.SweepAsync(_runs, CancellationToken.None)).ShouldBe(0);

        RecordedRuns lost = new();
        (await _deliveries.SweepAsync(lost, CancellationToken.None)).ShouldBe(1);
        lost.Started.ShouldHaveSingleItem().Run.ShouldBe(2);
        (await _deliveries.SweepAsync(lost, CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_delivery_that_lost_its_run_before_the_clock_was_put_back_is_run()
    {
        await EndpointAsync(CloneEvents.VideoCompleted);
        await _deliveries.AnnounceAsync(WebhookSamples.Event(), new RecordedRuns(), CancellationToken.None);
        _time.Correct(TimeSpan.FromDays(-1));

        (await _deliveries.SweepAsync(_runs, CancellationToken.None)).ShouldBe(1);
        (await _deliveries.SweepAsync(_runs, CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Deliveries_are_forgotten_after_thirty_days()
    {
        await EndpointAsync(CloneEvents.VideoCompleted);
        await _deliveries.AnnounceAsync(WebhookSamples.Event(), _runs, CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(30));
        (await AllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_export_shows_everything_but_the_secrets_and_an_erasure_leaves_nothing()
    {
        await EndpointAsync(CloneEvents.VideoCompleted);
        await _deliveries.AnnounceAsync(WebhookSamples.Event(), _runs, CancellationToken.None);
        WebhookPersonalData data = new(_store, _endpoints);

        List<PersonalItem> items = await data.CollectAsync("ann", CancellationToken.None).ToListAsync();
        items.Count.ShouldBe(2);
        string text = string.Join('\n', items.Cast<PersonalItem.Data>().Select(
            item => System.Text.Json.JsonSerializer.Serialize(item.Value, DocumentJson.Options)));
        text.ShouldContain("hooks.example.com");
        text.ShouldNotContain(WebhookSignature.SecretPrefix);

        await data.EraseAsync("ann", CancellationToken.None);
        await data.EraseAsync("ann", CancellationToken.None);
        (await data.CollectAsync("ann", CancellationToken.None).ToListAsync()).ShouldBeEmpty();
    }

    private async Task<string> EndpointAsync(params WebhookEventType[] events) => (await _endpoints.CreateAsync(
        "ann",
        new EndpointSettings(new Uri("https://hooks.example.com/"), events, null),
        WebhookSamples.Secret(1),
        CancellationToken.None)).Value!.Id;

    private async Task<IReadOnlyList<WebhookDelivery>> AllAsync() =>
        [.. (await _store.QueryAsync<WebhookDelivery>(new DocumentQuery { Partition = "ann" })).Items
            .Select(item => item.Value)];
}
