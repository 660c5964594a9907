using System.Text.Json.Serialization;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.People;

/// <summary>
/// What administrators find a person by. It follows from the account and its subscriptions, which <see cref="DirectoryKeeper"/>
/// sees to, and says nothing that they do not. All entries are in one partition, so that whoever reads them asks one.
/// </summary>
public sealed record DirectoryEntry : IDocument
{
    /// <summary>The partition of all entries.</summary>
    public const string Everybody = "everybody";

    internal const string ReceivedField = "receivedAt";

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("directoryEntry", ReceivedField);

    /// <summary>
    /// What the account is known by here; see <see cref="IdOf"/>. It is not the account's id, which nothing says any more once
    /// that is gone.
    /// </summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Everybody;

    /// <summary>The account's id; empty when the account is gone.</summary>
    public required string UserId { get; init; }

    /// <summary>The account's address; empty when the account is gone.</summary>
    public required string Email { get; init; }

    /// <summary>The display name; empty when the account is gone.</summary>
    public required string Name { get; init; }

    /// <summary>What counts of what the person is subscribed to, one a product at most, in the order of the products.</summary>
    public IReadOnlyList<DirectoryPlan> Plans { get; init; } = [];

    /// <summary>When the account was opened; it never changes.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The day (UTC) on which a session was begun last, or null before the first one.</summary>
    public DateOnly? LastSignInOn { get; init; }

    /// <summary>
    /// Whether the account is gone. Such an entry says so for as long as anybody may still remember what it said before.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsGone { get; init; }

    /// <summary>When this was written, by the clock of whoever did.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The day (UTC) of the last sign-in, of which opening the account is the first.</summary>
    [JsonIgnore]
    public DateOnly LastSeenOn => LastSignInOn ?? DateOnly.FromDateTime(CreatedAt.UtcDateTime);

    /// <summary>The id of an account's entry.</summary>
    public static string IdOf(string userId) => NamedId.Of($"directory/{userId}");

    /// <summary>Whether it says the same as another entry of the account, whenever that was written.</summary>
    internal bool SaysWhat(DirectoryEntry other) =>
        Email == other.Email && Name == other.Name && IsGone == other.IsGone && LastSignInOn == other.LastSignInOn &&
        Plans.SequenceEqual(other.Plans);
}

/// <summary>Something that a person is subscribed to.</summary>
/// <param name="Product">The product.</param>
/// <param name="Sku">Which of its offers.</param>
public sealed record DirectoryPlan(string Product, string Sku);
