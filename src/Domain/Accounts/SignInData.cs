using System.Runtime.CompilerServices;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// The ways in which a person signs in: passwords, sessions, API keys, links. An export tells that there are such, and
/// nothing that would let anybody in.
/// </summary>
public sealed class SignInData(IDocumentStore store, SignInGuard guard) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if ((await store.FindAsync<PasswordLogin>(ownerId, ownerId, cancellationToken))?.Value is { } login)
            yield return new PersonalItem.Data("account/password.json", new { login.Email, login.ChangedAt });
        await foreach (Session session in store.ReadAllAsync<Session>(ownerId, cancellationToken))
            yield return new PersonalItem.Data(
                $"account/sessions/{session.Id}.json",
                new { session.Product, session.CreatedAt, session.RefreshedAt, session.ExpiresAt });
        if ((await store.FindAsync<ApiKeyBook>(ownerId, ownerId, cancellationToken))?.Value is { Keys.Count: > 0 } book)
            yield return new PersonalItem.Data(
                "account/api-keys.json",
                new { Keys = book.Keys.Select(key => new { key.Id, key.Name, key.Prefix, key.CreatedAt }) });
        string[] uids = [.. (await store.ClaimsOfAsync(ownerId, cancellationToken)).Select(claim => claim.Uid).OfType<string>()];
        if (uids.Length > 0) yield return new PersonalItem.Data("account/firebase.json", new { Uids = uids });
        await foreach (OneTimeSecret link in LinksAsync(ownerId, cancellationToken))
            yield return new PersonalItem.Data(
                $"account/links/{link.Id[..16]}.json", new { link.Purpose, link.Email, link.ExpiresAt });
    }

    /// <inheritdoc/>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        if ((await store.FindAsync<User>(ownerId, ownerId, cancellationToken))?.Value is { } user)
            await guard.ForgetAsync(user.Email, cancellationToken);
        await store.EraseAllAsync<PasswordLogin>(ownerId, cancellationToken);
        await store.EndSessionsAsync(ownerId, cancellationToken);
        await store.EndApiKeysAsync(ownerId, cancellationToken);
        await foreach (OneTimeSecret link in LinksAsync(ownerId, cancellationToken))
            await store.DeleteAsync<OneTimeSecret>(link.Id, link.Id, cancellationToken);
    }

    private IAsyncEnumerable<OneTimeSecret> LinksAsync(string ownerId, CancellationToken cancellationToken) =>
        store.AllAsync<OneTimeSecret>(
            new DocumentQuery { Where = [Filter.Equal("ownerId", ownerId)] }, cancellationToken);
}
