using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>Writes down what is known of providers' tasks.</summary>
public sealed class ProviderTasks(IDocumentStore store)
{
    private const int MostWrites = 5;

    /// <summary>Finds the task of a ticket.</summary>
    public Task<Stored<ProviderTask>?> FindAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        (string owner, string job) = Names(ticket);
        return store.FindAsync<ProviderTask>(owner, job, cancellationToken);
    }

    /// <summary>Finds the task of a job, or begins one.</summary>
    public Task BeginAsync(JobReference job, Func<ProviderTask> begin, CancellationToken cancellationToken) =>
        store.FindOrCreateAsync(job.OwnerId, job.JobId, begin, cancellationToken);

    /// <summary>Changes it, unless somebody came between.</summary>
    /// <returns>Whether it was changed.</returns>
    public async Task<bool> TryReplaceAsync(
        Stored<ProviderTask> known, ProviderTask changed, CancellationToken cancellationToken) =>
        await store.ReplaceAsync(changed, known.ETag, cancellationToken) is not null;

    /// <summary>Changes it; null when it is gone.</summary>
    public Task<ProviderTask?> UpdateAsync(
        ProviderTask task, Func<ProviderTask, ProviderTask> change, CancellationToken cancellationToken) =>
        store.UpdateAsync<ProviderTask>(task.Partition, task.Id, change, cancellationToken);

    /// <inheritdoc cref="UpdateAsync(ProviderTask, Func{ProviderTask, ProviderTask}, CancellationToken)"/>
    public Task<ProviderTask?> UpdateAsync(
        EngineTicket ticket, Func<ProviderTask, ProviderTask> change, CancellationToken cancellationToken)
    {
        (string owner, string job) = Names(ticket);
        return store.UpdateAsync<ProviderTask>(owner, job, change, cancellationToken);
    }

    /// <summary>
    /// Writes down what cannot be had a second time: also when nobody waits for it any more, and again when that fails.
    /// </summary>
    public async Task<ProviderTask?> KeepAsync(ProviderTask task, Func<ProviderTask, ProviderTask> change)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await UpdateAsync(task, change, CancellationToken.None);
            }
            catch (Exception) when (attempt < MostWrites)
            {
                // At once: what is in hand is lost with this process.
            }
        }
    }

    private static (string OwnerId, string JobId) Names(EngineTicket ticket)
    {
        int slash = ticket.Id.IndexOf('/', StringComparison.Ordinal);
        return (ticket.Id[..slash], ticket.Id[(slash + 1)..]);
    }
}
