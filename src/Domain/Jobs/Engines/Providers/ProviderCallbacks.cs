using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>
/// Hears from a provider that a task has ended. Nothing is believed but that it is worth while to ask the provider: a callback
/// may be late, doubled or made up.
/// </summary>
public sealed class ProviderCallbacks(IDocumentStore store)
{
    /// <summary>The longest name of a provider's task.</summary>
    public const int LongestTaskId = 200;

    // More than one is a mistake of the provider's already.
    private const int MostNames = 4;

    /// <summary>Takes a callback down.</summary>
    /// <param name="address">The task that its address names: <c>owner.job</c>.</param>
    /// <param name="secret">The secret in its address.</param>
    /// <param name="taskId">The provider's task that it is about.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whose it is; null when there is no such task, or the secret is not its, or it is about another one.</returns>
    public async Task<HeardCallback?> TakeAsync(
        string address, string secret, string taskId, CancellationToken cancellationToken)
    {
        if (address.Split('.') is not [{ } owner, { } job] || !IsId(owner) || !IsId(job) || !IsTaskId(taskId)) return null;
        ProviderTask? task = await store.UpdateAsync<ProviderTask>(
            owner, job, known => IsKeyOf(known, secret) ? Take(known, taskId) : known, cancellationToken);
        if (task is null || !IsKeyOf(task, secret) || (task.TaskId ?? taskId) != taskId) return null;
        return new HeardCallback(job, IsNews: !task.IsOver);
    }

    /// <summary>Whether a text can be the name of a provider's task.</summary>
    public static bool IsTaskId(string text) => text.Length is > 0 and <= LongestTaskId && !text.Any(char.IsControl);

    // Where the answer to our request was lost, or has not come yet, this is how we hear the name.
    private static ProviderTask Take(ProviderTask task, string taskId) =>
        task.IsOver || task.TaskId is not null || task.Named.Contains(taskId) || task.Named.Count == MostNames
            ? task
            : task with { Named = [.. task.Named, taskId] };

    private static bool IsKeyOf(ProviderTask task, string secret) => SecretHash.Matches(SecretHash.Of(task.Secret), secret);

    // What a document may be called.
    private static bool IsId(string text) =>
        text.Length is > 0 and <= 100 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}

/// <summary>A callback that is one of ours.</summary>
/// <param name="JobId">The job that it is about.</param>
/// <param name="IsNews">Whether the job still waits for it.</param>
public sealed record HeardCallback(string JobId, bool IsNews);
