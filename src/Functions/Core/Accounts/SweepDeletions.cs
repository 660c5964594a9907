using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;

namespace Understudy.Functions.Core.Accounts;

/// <summary>
/// Starts the erasure of accounts whose time has come, completes deletions that were cut off, and forgets erasures that
/// are done, whose histories are the last to know the account's id.
/// </summary>
public sealed class SweepDeletions(AccountDeletion deletion)
{
    // A deletion is in order long before this.
    private static readonly TimeSpan _fresh = TimeSpan.FromHours(1);

    /// <summary>The sweep.</summary>
    [Function("Core-Deletion-Sweep")]
    public async Task RunAsync(
        [TimerTrigger("0 */10 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await foreach (OrchestrationMetadata erasure in client.GetAllInstancesAsync(
            new OrchestrationQuery(InstanceIdPrefix: AccountWork.Erasures)))
        {
            if (erasure.IsCompleted) await client.PurgeInstanceAsync(erasure.InstanceId, cancellationToken);
        }
        AccountWork work = new(client);
        await foreach (User user in deletion.DueAsync(cancellationToken))
            await work.StartErasureAsync(user.Id, cancellationToken);
        await foreach (User user in deletion.DeletedSinceAsync(_fresh, cancellationToken))
        {
            DateTimeOffset dueAt = user.DeletionAt ?? throw new InvalidOperationException("It is not scheduled.");
            await work.StartLeavingAsync(user.Id, dueAt, cancellationToken);
            await deletion.MarkAsync(user.Id, cancellationToken);
        }
    }
}
