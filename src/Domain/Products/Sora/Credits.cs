using Understudy.Domain.Ledger;

namespace Understudy.Domain.Products.Sora;

/// <summary>The credits that people have at Sora: what comes with an account, and what a video costs.</summary>
public sealed class Credits(WalletLedger ledger, TimeProvider time)
{
    /// <summary>The product whose wallet they are in.</summary>
    public const string Product = "sora";

    /// <summary>How many come with an account.</summary>
    public const int OfNewAccount = 100;

    // The account has one wallet here, so the operation needs no more of a name.
    private const string NewAccount = "signup";

    /// <summary>How long those that were given, not bought, can be spent.</summary>
    public static TimeSpan BonusLife { get; } = TimeSpan.FromDays(30);

    /// <summary>How long units live that come back when their lot is gone.</summary>
    public static TimeSpan ReturnedLife { get; } = TimeSpan.FromDays(7);

    /// <summary>The wallet of a person's credits.</summary>
    public static WalletId Wallet(string userId) => new(userId, Product, Unit.Credits);

    /// <summary>What a video costs. Sora, Credit Pricing Summary.</summary>
    public static int CostOf(TaskType type, Quality quality) => (type, quality) switch
    {
        (TaskType.TextToVideo, Quality.Standard) => 20,
        (TaskType.TextToVideo, Quality.Hd) => 30,
        (TaskType.ImageToVideo, Quality.Standard) => 25,
        (TaskType.ImageToVideo, Quality.Hd) => 35,
        _ => throw new ArgumentOutOfRangeException(nameof(type), $"{type} {quality}", "It has no price."),
    };

    /// <summary>
    /// Gives a person the credits of a new account; a second time changes nothing. An account may have come from another
    /// product, so it is new here when it is first seen here.
    /// </summary>
    public Task<WalletBalance> EnsureAsync(string userId, CancellationToken cancellationToken) => ledger.GrantAsync(
        Wallet(userId),
        new Grant(NewAccount, OfNewAccount, "signup", time.GetUtcNow() + BonusLife)
        {
            Kind = EntryKind.Bonus,
            Text = "Signup bonus",
        },
        cancellationToken);
}
