using Understudy.Domain.Persistence;

namespace Understudy.Domain.Ledger;

/// <summary>
/// An entry that was moved out of its wallet. Its id follows from the operation, so that moving it twice writes it
/// once, and so that a repeated operation finds it.
/// </summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Entry">The entry.</param>
public sealed record HistoryEntry(WalletId Wallet, WalletEntry Entry) : IDocument
{
    internal const string WalletField = "walletDocument";
    internal const string SequenceField = "entry.sequence";
    internal const string KindField = "entry.kind";
    internal const string OperationField = "entry.operationId";

    /// <inheritdoc/>
    public static DocumentType Type { get; } =
        new("walletHistory", WalletField, SequenceField, KindField, OperationField);

    /// <inheritdoc/>
    public string Id => IdOf(Wallet, Entry.Key);

    /// <inheritdoc/>
    public string Partition => Wallet.OwnerId;

    /// <summary>The id of the wallet's document; null for what is no line, so that no statement finds it.</summary>
    public string? WalletDocument => Entry.IsLine ? Wallet.DocumentId : null;

    /// <summary>The id of the history document of an operation.</summary>
    public static string IdOf(WalletId wallet, OperationKey key) => $"{wallet.DocumentId}.{key.Text}";
}
