namespace Understudy.Domain.Ledger;

/// <summary>Units to add to a wallet.</summary>
/// <param name="OperationId">
/// What they are for, e.g. an invoice's id: the same one grants once. 1–150 characters, none of <c>/ \ ? # ~</c>.
/// </param>
/// <param name="Amount">How many; at least 1.</param>
/// <param name="Source">Why, e.g. <c>subscription</c>.</param>
/// <param name="ExpiresAt">From when on they cannot be spent, or null for never.</param>
public sealed record Grant(string OperationId, int Amount, string Source, DateTimeOffset? ExpiresAt)
{
    /// <summary>Whether they are spent after all that is not, whichever expires first.</summary>
    public bool SpentLast { get; init; }

    /// <summary>
    /// What the statement calls it: <see cref="EntryKind.Grant"/>, <see cref="EntryKind.Purchased"/>,
    /// <see cref="EntryKind.Bonus"/> or <see cref="EntryKind.Earned"/>.
    /// </summary>
    public EntryKind Kind { get; init; }

    /// <summary>What it refers to, e.g. a payment's id, if that is not <see cref="OperationId"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>For people.</summary>
    public string? Text { get; init; }

    /// <summary>The id of the administrator who decided on it; null where none did.</summary>
    public string? By { get; init; }
}
