using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Identity;

/// <summary>
/// The session keys that all instances share, the newest first: the next one, which does not sign yet, the one that does, and
/// those that have. Each signs until the one before it in the list begins to.
/// </summary>
internal sealed record SessionKeyRing : IDocument
{
    /// <summary>How long before it signs a key is there for all to learn of it.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("sessionKeyRing");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>The keys.</summary>
    public required IReadOnlyList<SharedSessionKey> Keys { get; init; }

    /// <summary>When nobody can have a use for it any more: the secret has been changed, or the app is not used.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// The ring as it has to be now: with the next key, where it is time for one; without the private parts of those that have
    /// signed; without those that verify nothing any more. The same instance when nothing has to change.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="create">Makes a key that signs from then on.</param>
    public SessionKeyRing At(DateTimeOffset now, Func<DateTimeOffset, SharedSessionKey> create)
    {
        List<SharedSessionKey> keys = [];
        if (NextSignsFrom(now) is { } from) keys.Add(create(from));
        bool hasNext = keys.Count > 0;
        foreach (SharedSessionKey key in Keys)
        {
            DateTimeOffset? retired = keys.Count > 0 ? keys[^1].SignsFrom : null;
            // Whoever had read the ring before may have signed with it for a little longer.
            if (retired?.IsOlderThan(SessionKeys.KeptAfter + Lead, now) == true) break;
            keys.Add(retired?.IsOlderThan(Lead, now) == true && key.PrivateKey is not null
                ? key with { PrivateKey = null }
                : key);
        }
        if (!hasNext && keys.SequenceEqual(Keys)) return this;
        return this with
        {
            Keys = keys,
            ExpiresAt = keys[0].SignsFrom + SessionKeys.RotatedAfter + SessionKeys.RotatedAfter,
        };
    }

    /// <summary>The key that signs at a time.</summary>
    public SharedSessionKey SignerAt(DateTimeOffset now) =>
        Keys.FirstOrDefault(key => key.SignsFrom <= now && key.PrivateKey is not null)
            // By the clock of whoever made the first one it signs already.
            ?? Keys.Last(key => key.PrivateKey is not null);

    /// <summary>From when on a key is to sign that has to be made now, or null when none has to.</summary>
    private DateTimeOffset? NextSignsFrom(DateTimeOffset now)
    {
        if (Keys.Count == 0) return now;
        DateTimeOffset due = Keys[0].SignsFrom + SessionKeys.RotatedAfter;
        if (due - Lead > now) return null;
        return due > now + Lead ? due : now + Lead;
    }
}

/// <summary>A session key as it is kept.</summary>
/// <param name="Id">Its RFC 7638 thumbprint.</param>
/// <param name="SignsFrom">From when on it signs; it verifies as soon as it is there.</param>
/// <param name="PublicKey">Its public part, SubjectPublicKeyInfo in base64.</param>
/// <param name="PrivateKey">Its private part, PKCS #8, encrypted, in base64; null once it signs no more.</param>
internal sealed record SharedSessionKey(string Id, DateTimeOffset SignsFrom, string PublicKey, string? PrivateKey);
