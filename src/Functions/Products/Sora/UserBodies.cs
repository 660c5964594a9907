using System.Globalization;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;

namespace Understudy.Functions.Products.Sora;

/// <summary>Sora §5.1, §5.2.</summary>
internal sealed record ProfileAnswer(
    string Id,
    string Email,
    string Username,
    string? AvatarUrl,
    string? Region,
    string Language,
    int Credits,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastLoginAt)
{
    public static ProfileAnswer Of(User user, string? avatar, int credits) => new(
        user.Id,
        user.Email,
        People.UsernameOf(user),
        avatar,
        user.Region,
        UserWords.LanguageOf(user.Locale),
        credits,
        user.CreatedAt,
        user.LastSignInAt);
}

/// <summary>
/// Sora §5.3. What was earned less what was spent is what there is: credits that expired, or went back with a payment's money,
/// count as spent, as their transactions do.
/// </summary>
internal sealed record CreditsAnswer(string UserId, int Credits, long TotalEarned, long TotalSpent)
{
    public static CreditsAnswer Of(string userId, WalletTotals totals) =>
        new(userId, totals.Balance.Left, totals.Earned, totals.Earned - totals.Balance.Left);
}

/// <summary>Sora §5.4.</summary>
internal sealed record TransactionsAnswer(int Total, int Page, int PageSize, IReadOnlyList<TransactionBody> Transactions);

/// <summary>A line of a person's account. Sora §5.4.</summary>
internal sealed record TransactionBody(
    string Id,
    string TransactionType,
    int Amount,
    int BalanceBefore,
    int BalanceAfter,
    string ReferenceType,
    string ReferenceId,
    string Description,
    string? TaskId,
    string? PaymentOrderId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    bool IsExpired)
{
    /// <summary>A transaction of an entry.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="entry">The entry; those of Sora have all told their balance.</param>
    /// <param name="now">The time.</param>
    public static TransactionBody Of(WalletId wallet, WalletEntry entry, DateTimeOffset now)
    {
        string? task = entry.Kind is EntryKind.Spent or EntryKind.Refunded ? entry.OperationId : null;
        string? order = task is null ? Payment.IdOfGrant(entry.OperationId) : null;
        return new TransactionBody(
            // An entry's number is its own within its wallet, for ever.
            NamedId.Of(string.Create(
                CultureInfo.InvariantCulture, $"{wallet.OwnerId}/{wallet.DocumentId}/{entry.Sequence}")),
            UserWords.TransactionTypes[UserWords.TypeOf(entry.Kind)],
            entry.Amount,
            entry.BalanceBefore ?? 0,
            entry.BalanceAfter ?? 0,
            ReferenceTypeOf(entry.Kind),
            order ?? entry.Reference ?? entry.OperationId,
            entry.Text ?? DescriptionOf(entry.Kind),
            task,
            order,
            entry.At,
            entry.ExpiresAt,
            entry.ExpiresAt <= now);
    }

    private static string ReferenceTypeOf(EntryKind kind) => kind switch
    {
        EntryKind.Spent => "sora_task_creation",
        EntryKind.Refunded => "sora_task_refund",
        EntryKind.Purchased => "payment",
        EntryKind.Revocation => "payment_refund",
        EntryKind.Bonus => "signup_bonus",
        EntryKind.Expiry => "credit_expiration",
        _ => "grant",
    };

    private static string DescriptionOf(EntryKind kind) => kind switch
    {
        EntryKind.Spent => "Video generation",
        EntryKind.Refunded => "Credits of a video came back",
        EntryKind.Purchased => "Credits purchased",
        EntryKind.Revocation => "Credits of a refunded payment",
        EntryKind.Bonus => "Bonus credits",
        EntryKind.Expiry => "Credits expired",
        _ => "Credits earned",
    };
}
