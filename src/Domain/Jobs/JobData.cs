using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>
/// What jobs keep about a person, their places in lanes included; their kinds say what it means, and which files there are.
/// </summary>
public sealed class JobData(
    IDocumentStore store, JobKinds kinds, IEnumerable<IProductWork> products, Lanes lanes, TimeProvider time) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Job job in store.ReadAllAsync<Job>(ownerId, cancellationToken))
            foreach (PersonalItem item in kinds.Of(job).Describe(job))
                yield return item;
    }

    /// <summary>
    /// Gives up whatever is being made, so that nobody writes any more when the rest is erased.
    /// </summary>
    /// <returns>Whether nothing goes on any more; ask again a little later otherwise.</returns>
    public async Task<bool> StopAsync(string ownerId, IPipelines pipelines, CancellationToken cancellationToken)
    {
        bool quiet = true;
        foreach (IProductWork product in products)
            quiet &= await product.StopAsync(ownerId, pipelines, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        await foreach (Job job in store.ReadAllAsync<Job>(ownerId, cancellationToken))
        {
            // Failed and not cancelled: no sweep takes up what has failed.
            await store.UpdateAsync<Job>(ownerId, job.Id, j => j.Fail(JobFailure.Unwanted, now), cancellationToken);
            quiet &= await pipelines.StopAsync(
                job.Id, await pipelines.FindAsync(job.Id, cancellationToken), cancellationToken);
        }
        return quiet;
    }

    /// <inheritdoc/>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        await foreach (Job job in store.ReadAllAsync<Job>(ownerId, cancellationToken))
            await lanes.LeaveAsync(job, cancellationToken);
        await store.EraseAllAsync<Job>(ownerId, cancellationToken);
        await store.EraseAllAsync<EngineRun>(ownerId, cancellationToken);
        await store.EraseAllAsync<ProviderTask>(ownerId, cancellationToken);
        // After the jobs: whoever is putting one into its lane meanwhile finds it gone, and takes it out again.
        await lanes.ForgetAsync(ownerId, cancellationToken);
        foreach (IJobKind kind in kinds.All) await kind.EraseAsync(ownerId, cancellationToken);
    }
}

/// <summary>What several users of pipelines would write again.</summary>
public static class PipelineExtensions
{
    /// <summary>Tells an orchestration to stop.</summary>
    /// <returns>Whether it is over, or never was.</returns>
    public static async Task<bool> StopAsync(
        this IPipelines pipelines, string id, PipelineState state, CancellationToken cancellationToken)
    {
        if (state != PipelineState.Running) return true;
        await pipelines.CancelAsync(id, cancellationToken);
        return false;
    }
}
