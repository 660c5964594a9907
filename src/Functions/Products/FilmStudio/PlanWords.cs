using Understudy.Domain.Ledger;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>What somebody is subscribed to.</summary>
internal enum Tier
{
    Free,
    Pro,
}

/// <summary>The contract's words for plans and for what happens to credits, and those for what it has none for.</summary>
internal static class PlanWords
{
    /// <summary>The plans.</summary>
    public static Words<Tier> Tiers { get; } = new((Tier.Free, "free"), (Tier.Pro, "pro"));

    /// <summary>Why credits came or went. FilmStudio, GET /credits/balance.</summary>
    public static string TypeOf(EntryKind kind) => kind switch
    {
        EntryKind.Spent or EntryKind.Release => "deduction",
        EntryKind.Refunded => "refund",
        EntryKind.Purchased => "topup",
        EntryKind.Expiry => "expiry",
        // Money that was given back takes its credits along; a dispute that is won brings them again.
        EntryKind.Revocation => "revocation",
        _ => "grant",
    };

    /// <summary>What is said of an entry for which nobody has said anything.</summary>
    public static string DescriptionOf(EntryKind kind) => kind switch
    {
        EntryKind.Spent or EntryKind.Release => "Video generation",
        EntryKind.Refunded => "Video generation",
        EntryKind.Purchased => "Credit top-up",
        EntryKind.Expiry => "Credits expired",
        EntryKind.Revocation => "Credits of a refunded payment",
        _ => "Free credits of the month",
    };
}
