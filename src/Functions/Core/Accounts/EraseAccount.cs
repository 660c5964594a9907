using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Functions.Core.Jobs;

namespace Understudy.Functions.Core.Accounts;

/// <summary>
/// Erases a deleted account whose 30 days are over: decide, stop what is being made, forget the orchestrations, erase
/// everything, say goodbye, delete the person at the identity provider, free the sign-ins. Every step may be repeated; one
/// that goes on failing is tried for days, and taken up again by the sweep after that.
/// </summary>
public sealed class EraseAccount(
    Erasure erasure, ProviderErasure provider, JobData jobs, SettingsDesk settings, PersonMailer mailer, IDocumentStore store)
{
    internal const string Name = "Core-Erasure-Run";
    private const string BeginActivity = "Core-Erasure-Begin";
    private const string StopActivity = "Core-Erasure-Stop";
    private const string ForgetActivity = "Core-Erasure-Forget";
    private const string SayGoodbyeActivity = "Core-Erasure-SayGoodbye";
    private const string EraseActivity = "Core-Erasure-Erase";
    private const string DeleteAtProviderActivity = "Core-Erasure-DeleteAtProvider";
    private const string FinishActivity = "Core-Erasure-Finish";

    // A pipeline that was told to stop takes seconds; one that does not hear it has its deadline.
    private const int StopAttempts = 60;

    /// <summary>How long one attempt waits for an orchestration to end; the next attempt waits again.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    /// <summary>What the orchestration starts with.</summary>
    public sealed record Input(string UserId);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        string user = input.UserId;
        if (!await context.CallActivityAsync<bool>(BeginActivity, user, Retry.Stubbornly)) return;
        for (int attempt = 1; !await context.CallActivityAsync<bool>(StopActivity, user, Retry.Stubbornly); attempt++)
        {
            if (attempt == StopAttempts) break;
            await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(10), CancellationToken.None);
        }
        await context.CallActivityAsync(ForgetActivity, user, Retry.Stubbornly);
        // The settings, which say in which language, are about to be erased; the goodbye is no promise but a courtesy.
        try
        {
            await context.CallActivityAsync(SayGoodbyeActivity, user, Retry.Patiently);
        }
        catch (TaskFailedException failed)
        {
            context.CreateReplaySafeLogger<EraseAccount>().LogWarning(failed, "The last message could not be sent");
        }
        await context.CallActivityAsync(EraseActivity, user, Retry.Stubbornly);
        await context.CallActivityAsync(DeleteAtProviderActivity, user, Retry.Stubbornly);
        await context.CallActivityAsync(FinishActivity, user, Retry.Stubbornly);
    }

    /// <summary>The point of no return; false when there is none to be erased.</summary>
    [Function(BeginActivity)]
    public Task<bool> Begin([ActivityTrigger] string userId, CancellationToken cancellationToken) =>
        erasure.BeginAsync(userId, cancellationToken);

    /// <summary>Stops what is being made; whether nothing goes on any more.</summary>
    [Function(StopActivity)]
    public Task<bool> Stop(
        [ActivityTrigger] string userId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        jobs.StopAsync(userId, new DurablePipelines(client), cancellationToken);

    /// <summary>
    /// Removes the histories of all orchestrations that know the person, and ends those that still go on. They are found by
    /// their inputs, whichever part of the product they belong to, and whatever has become of what they were about.
    /// </summary>
    [Function(ForgetActivity)]
    public static async Task Forget(
        [ActivityTrigger] string userId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync(
            new OrchestrationQuery(FetchInputsAndOutputs: true)))
        {
            // The erasure's own history goes with the next sweep.
            if (instance.InstanceId.StartsWith(AccountWork.Erasures, StringComparison.Ordinal) ||
                instance.SerializedInput?.Contains(userId, StringComparison.Ordinal) != true)
                continue;
            if (!instance.IsCompleted)
            {
                await client.EndAsync(instance.InstanceId, cancellationToken);
                // Who waits for an instance that somebody has purged meanwhile waits for ever.
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(_patience);
                await client.WaitForInstanceCompletionAsync(instance.InstanceId, patience.Token);
            }
            await client.PurgeInstanceAsync(instance.InstanceId, cancellationToken);
        }
    }

    /// <summary>Sends the last message.</summary>
    [Function(SayGoodbyeActivity)]
    public async Task SayGoodbye([ActivityTrigger] string userId, CancellationToken cancellationToken)
    {
        User? user = (await store.FindAsync<User>(userId, userId, cancellationToken))?.Value;
        if (user is null) return;
        UserSettings preferred = await settings.GetAsync(userId, cancellationToken);
        await mailer.SendAsync(user, AccountMails.Erased(user, preferred.Language), cancellationToken);
    }

    /// <summary>Erases what every part of the product keeps.</summary>
    [Function(EraseActivity)]
    public Task Erase([ActivityTrigger] string userId, CancellationToken cancellationToken) =>
        erasure.EraseAsync(userId, cancellationToken);

    /// <summary>Deletes the person at the identity provider; the claims, which know who that is, go after it.</summary>
    [Function(DeleteAtProviderActivity)]
    public Task DeleteAtProvider([ActivityTrigger] string userId, CancellationToken cancellationToken) =>
        provider.DeleteAsync(userId, cancellationToken);

    /// <summary>Frees the sign-ins and forgets the account.</summary>
    [Function(FinishActivity)]
    public Task Finish([ActivityTrigger] string userId, CancellationToken cancellationToken) =>
        erasure.FinishAsync(userId, cancellationToken);
}
