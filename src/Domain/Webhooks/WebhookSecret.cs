using System.Buffers.Text;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Webhooks;

/// <summary>What signs for a person where an address was named and no endpoint registered.</summary>
public sealed record WebhookSecret : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("webhookSecret");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The secret, as Standard Webhooks write it. Kept as it is, because signing needs it; never exported or logged.</summary>
    public required string Secret { get; init; }
}

/// <summary>The secrets of people; each has one from when it is first asked for.</summary>
public sealed class WebhookSecrets(IDocumentStore store, ISecretFactory secrets)
{
    /// <summary>A person's secret.</summary>
    public async Task<string> GetAsync(string ownerId, CancellationToken cancellationToken) =>
        (await store.FindOrCreateAsync(
            ownerId,
            ownerId,
            () => new WebhookSecret
            {
                OwnerId = ownerId,
                Secret = WebhookSignature.Secret(Base64Url.DecodeFromChars(secrets.Next())),
            },
            cancellationToken)).Value.Secret;
}
