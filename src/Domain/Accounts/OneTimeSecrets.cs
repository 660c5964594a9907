using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Makes secrets that work once, and finds what they are about.</summary>
internal static class OneTimeSecrets
{
    /// <summary>Keeps what a secret is about.</summary>
    public static Task KeepAsync(
        this IDocumentStore store, string secret, OneTimeSecret about, CancellationToken cancellationToken) =>
        store.CreateAsync(about with { Id = SecretHash.Of(secret) }, cancellationToken);

    /// <summary>What a secret is about, or null when it is none for that.</summary>
    public static async Task<Stored<OneTimeSecret>?> FindAsync(
        this IDocumentStore store, string secret, SecretPurpose purpose, CancellationToken cancellationToken)
    {
        string id = SecretHash.Of(secret);
        Stored<OneTimeSecret>? found = await store.FindAsync<OneTimeSecret>(id, id, cancellationToken);
        return found?.Value.Purpose == purpose ? found : null;
    }

    /// <summary>Uses a secret up; of several at once, one does.</summary>
    public static Task<bool> UseAsync(
        this IDocumentStore store, Stored<OneTimeSecret> secret, CancellationToken cancellationToken) =>
        store.DeleteAsync<OneTimeSecret>(secret.Value.Id, secret.Value.Id, secret.ETag, cancellationToken);
}
