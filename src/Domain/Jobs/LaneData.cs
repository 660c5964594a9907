using Understudy.Domain.Accounts;

namespace Understudy.Domain.Jobs;

/// <summary>What lanes keep about a person: the ids of the jobs that wait, which the jobs themselves tell.</summary>
public sealed class LaneData(Lanes lanes) : IPersonalData
{
    /// <inheritdoc/>
    public IAsyncEnumerable<PersonalItem> CollectAsync(string ownerId, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<PersonalItem>();

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        lanes.ForgetAsync(ownerId, cancellationToken);
}
