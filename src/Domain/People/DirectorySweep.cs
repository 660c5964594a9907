using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.People;

/// <summary>
/// Finds what the directory was not told: once all accounts, for they may be older than it; from then on whatever has changed
/// since it looked last. It goes on where it was cut off.
/// </summary>
public sealed class DirectorySweep(IDocumentStore store, DirectoryKeeper keeper, TimeProvider time)
{
    internal const string ChangedField = "updatedAt";

    private const int Piece = 500;
    private const int AtOnce = 8;

    // What was about to be written while it looked is there by the next time.
    private static readonly TimeSpan _late = TimeSpan.FromMinutes(10);

    /// <summary>Looks; the first time until all accounts have their entries.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DirectoryRound round = (await store.FindOrCreateAsync(
            DirectoryRound.Only, DirectoryRound.Only, () => new DirectoryRound(), cancellationToken)).Value;
        DateTimeOffset now = time.GetUtcNow();
        if (round.FollowedUntil is not { } until) until = await FillAsync(round, now, cancellationToken);
        var since = Filter.Between(ChangedField, until - _late, null);
        DocumentQuery changed = new() { Where = [since], Limit = Piece };
        await foreach (User user in store.AllAsync<User>(changed, cancellationToken))
            await keeper.FollowAsync(user.Id, cancellationToken);
        await foreach (Subscription subscription in store.AllAsync<Subscription>(changed, cancellationToken))
            await keeper.FollowAsync(subscription.OwnerId, cancellationToken);
        await NoteAsync(known => known with { FollowedUntil = now }, cancellationToken);
    }

    /// <summary>Goes through all accounts, piece by piece.</summary>
    /// <returns>When it began: what changed since may have been missed.</returns>
    private async Task<DateTimeOffset> FillAsync(
        DirectoryRound round, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset began = round.Continuation is null ? now : round.BeganAt ?? now;
        string? continuation = round.Continuation;
        do
        {
            DocumentPage<User> page = await store.QueryAsync<User>(
                new DocumentQuery { Limit = Piece, Continuation = continuation }, cancellationToken);
            foreach (Stored<User>[] some in page.Items.Chunk(AtOnce))
                await Task.WhenAll(some.Select(user => keeper.FollowAsync(user.Value.Id, cancellationToken)));
            continuation = page.Continuation;
            await NoteAsync(known => known with { BeganAt = began, Continuation = continuation }, cancellationToken);
        }
        while (continuation is not null);
        return began;
    }

    private Task<DirectoryRound?> NoteAsync(Func<DirectoryRound, DirectoryRound> change, CancellationToken cancellationToken) =>
        store.UpdateAsync<DirectoryRound>(DirectoryRound.Only, DirectoryRound.Only, change, cancellationToken);
}
