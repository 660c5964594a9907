using Understudy.Domain.Ledger;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>The contract's words about people and their credits. Sora §5.</summary>
internal static class UserWords
{
    /// <summary>The languages; the first one is that of whoever chose none. Sora §5.1.</summary>
    public static Words<SoraLanguage> Languages { get; } = new(
        (SoraLanguage.English, "en"),
        (SoraLanguage.SimplifiedChinese, "zh-CN"),
        (SoraLanguage.TraditionalChinese, "zh-TW"),
        (SoraLanguage.Japanese, "ja"),
        (SoraLanguage.Korean, "ko"));

    /// <summary>Why credits came or went. Sora §5.4.</summary>
    public static Words<TransactionType> TransactionTypes { get; } = new(
        (TransactionType.Earned, "earned"),
        (TransactionType.Spent, "spent"),
        (TransactionType.Purchased, "purchased"),
        (TransactionType.Refunded, "refunded"),
        (TransactionType.Bonus, "bonus"));

    /// <summary>The contract's word for a tag that may have been chosen in another product.</summary>
    public static string LanguageOf(string? tag)
    {
        string[] parts = (tag ?? "").Split('-', '_');
        SoraLanguage language = parts[0].ToLowerInvariant() switch
        {
            "zh" when parts.Any(part => part.ToUpperInvariant() is "TW" or "HK" or "MO" or "HANT") =>
                SoraLanguage.TraditionalChinese,
            "zh" => SoraLanguage.SimplifiedChinese,
            "ja" => SoraLanguage.Japanese,
            "ko" => SoraLanguage.Korean,
            _ => SoraLanguage.English,
        };
        return Languages[language];
    }

    /// <summary>What the contract calls a kind of entry.</summary>
    public static TransactionType TypeOf(EntryKind kind) => kind switch
    {
        EntryKind.Grant or EntryKind.Earned => TransactionType.Earned,
        EntryKind.Purchased => TransactionType.Purchased,
        EntryKind.Bonus => TransactionType.Bonus,
        // What expired went without being used; there is no word but this for credits that go by themselves.
        EntryKind.Spent or EntryKind.Release or EntryKind.Expiry => TransactionType.Spent,
        // Credits come back from a task, and go back with a payment's money.
        EntryKind.Refunded or EntryKind.Revocation => TransactionType.Refunded,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The contract has no word for it."),
    };

    /// <summary>The kinds of entries that the contract calls so.</summary>
    public static IReadOnlyCollection<EntryKind> KindsOf(TransactionType type) =>
        [.. Enum.GetValues<EntryKind>().Where(kind => TypeOf(kind) == type)];
}

/// <summary>A language that people may choose. Sora §5.1.</summary>
internal enum SoraLanguage
{
    English,
    SimplifiedChinese,
    TraditionalChinese,
    Japanese,
    Korean,
}

/// <summary>Why credits came or went. Sora §5.4.</summary>
internal enum TransactionType
{
    Earned,
    Spent,
    Purchased,
    Refunded,
    Bonus,
}
