using Understudy.Domain.Accounts;

namespace Understudy.Domain.People;

/// <summary>What the directory keeps about a person, all of which the account and billing tell.</summary>
public sealed class DirectoryData(DirectoryKeeper keeper) : IPersonalData
{
    /// <inheritdoc/>
    public IAsyncEnumerable<PersonalItem> CollectAsync(string ownerId, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<PersonalItem>();

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        keeper.ForgetAsync(ownerId, cancellationToken);
}
