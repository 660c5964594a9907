using System.Diagnostics.Metrics;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Persistence;
using Understudy.Domain.Webhooks;

namespace Understudy.Functions.Core.Telemetry;

/// <summary>
/// What can only be told by looking: how long the oldest has waited, and what was laid aside. It is looked at once a minute.
/// </summary>
public sealed class Figures : IDisposable
{
    private readonly IDocumentStore _store;
    private readonly IDeadLetters _letters;
    private readonly TimeProvider _time;
    private readonly Meter _meter = new(Signals.Source);
    private double _queueAge;
    private double _webhookLag;
    private int _deadLetters;

    /// <summary>Makes the figures known.</summary>
    public Figures(IDocumentStore store, IDeadLetters letters, TimeProvider time)
    {
        _letters = letters;
        _store = store;
        _time = time;
        _meter.CreateObservableGauge(
            "understudy.jobs.queue.age", () => Volatile.Read(ref _queueAge), "s", "How long the oldest waiting job has waited.");
        _meter.CreateObservableGauge(
            "understudy.webhooks.queue.age",
            () => Volatile.Read(ref _webhookLag),
            "s",
            "How long the oldest delivery that is due or tried again has waited.");
        _meter.CreateObservableGauge(
            "understudy.queues.dead_letters",
            () => Volatile.Read(ref _deadLetters),
            "{message}",
            $"How many messages nobody could do anything with; {IDeadLetters.Page} of a queue at most are counted.");
    }

    /// <summary>How long the oldest waiting job has waited, in seconds.</summary>
    public double QueueAge => Volatile.Read(ref _queueAge);

    /// <summary>How long the oldest undelivered webhook has waited, in seconds.</summary>
    public double WebhookLag => Volatile.Read(ref _webhookLag);

    /// <summary>How many messages were laid aside.</summary>
    public int DeadLetters => Volatile.Read(ref _deadLetters);

    /// <summary>Looks again.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _queueAge, await AgeAsync<Job>(
            Filter.Equal("state", JobState.Queued), job => job.CreatedAt, cancellationToken));
        Volatile.Write(ref _webhookLag, await AgeAsync<WebhookDelivery>(
            Filter.Equal("status", DeliveryStatus.Pending), delivery => delivery.CreatedAt, cancellationToken));
        Volatile.Write(ref _deadLetters, (await _letters.ListAsync(cancellationToken)).Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private async Task<double> AgeAsync<T>(
        Filter which, Func<T, DateTimeOffset> since, CancellationToken cancellationToken)
        where T : class, IDocument
    {
        DocumentQuery oldest = new() { Where = [which], OrderBy = "createdAt", Limit = 1 };
        DocumentPage<T> page = await _store.QueryAsync<T>(oldest, cancellationToken);
        return page.Items is [{ Value: { } first }] ? Math.Max(0, (_time.GetUtcNow() - since(first)).TotalSeconds) : 0;
    }
}
