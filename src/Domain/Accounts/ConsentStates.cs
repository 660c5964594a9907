using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// The <c>state</c> that goes along to another service's page of consent and comes back: an answer that nobody here asked
/// for, or that another person asked for, does not count. RFC 6749 §10.12.
/// </summary>
public sealed class ConsentStates(IDocumentStore store, ISecretFactory secrets, TimeProvider time)
{
    /// <summary>How long somebody may look at the page.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Makes a state.</summary>
    /// <param name="service">Whose page it is, and what for, e.g. <c>google-login</c>.</param>
    /// <param name="ownerId">Who is signed in, or null when the page is to tell.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> BeginAsync(string service, string? ownerId, CancellationToken cancellationToken)
    {
        string state = secrets.Next();
        await store.KeepAsync(
            state,
            new OneTimeSecret
            {
                Id = "",
                Purpose = SecretPurpose.ReturnFromConsent,
                OwnerId = ownerId,
                Note = service,
                ExpiresAt = time.GetUtcNow() + Life,
            },
            cancellationToken);
        return state;
    }

    /// <summary>Who asked for a state that is still open, and leaves it so; null when it is none of that service's.</summary>
    public async Task<ConsentReturn?> PeekAsync(string service, string state, CancellationToken cancellationToken) =>
        await store.FindAsync(state, SecretPurpose.ReturnFromConsent, cancellationToken) is { } found && found.Value.Note == service
            ? new ConsentReturn(found.Value.OwnerId)
            : null;

    /// <summary>Uses a state up.</summary>
    /// <returns>Who asked for it, or null when it is none of that service's.</returns>
    public async Task<ConsentReturn?> EndAsync(string service, string state, CancellationToken cancellationToken)
    {
        Stored<OneTimeSecret>? found = await store.FindAsync(state, SecretPurpose.ReturnFromConsent, cancellationToken);
        return found is not null && found.Value.Note == service && await store.UseAsync(found, cancellationToken)
            ? new ConsentReturn(found.Value.OwnerId)
            : null;
    }
}

/// <summary>Somebody is back from a page of consent.</summary>
/// <param name="OwnerId">Who was signed in when they left, or null.</param>
public sealed record ConsentReturn(string? OwnerId);
