using System.Diagnostics.Metrics;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;

namespace Understudy.Functions.Core.Billing;

/// <summary>Writes the decisions of the ledger into the log and into figures.</summary>
internal sealed partial class LedgerLog(ILogger<LedgerLog> log) : ILedgerLog
{
    private static readonly UpDownCounter<long> _open = Signals.Meter.CreateUpDownCounter<long>(
        "understudy.ledger.holds.open", "{hold}", "Holds opened less holds closed, in this process since it began.");

    private static readonly Counter<long> _entries = Signals.Meter.CreateCounter<long>(
        "understudy.ledger.entries", "{entry}", "Entries of wallets, by product, unit and kind.");

    /// <inheritdoc/>
    public void Entered(WalletId wallet, WalletEntry entry)
    {
        _entries.Add(
            1,
            new("product", wallet.Product),
            new("unit", wallet.Unit.ToString()),
            new("kind", entry.Kind.ToString()));
        LogEntered(
            log,
            entry.Kind,
            entry.Amount,
            wallet.Unit,
            wallet.Product,
            wallet.OwnerId,
            entry.OperationId,
            entry.BalanceAfter,
            entry.Sequence);
    }

    /// <inheritdoc/>
    public void Held(WalletId wallet, string jobId, int units)
    {
        _open.Add(1, Tags(wallet));
        LogHeld(log, jobId, units, wallet.Unit, wallet.Product, wallet.OwnerId);
    }

    /// <inheritdoc/>
    public void Closed(WalletId wallet, string jobId, int held)
    {
        _open.Add(-1, Tags(wallet));
        LogClosed(log, jobId, held, wallet.Unit, wallet.Product, wallet.OwnerId);
    }

    /// <inheritdoc/>
    public void Mismatched(WalletId wallet, string fault) =>
        LogMismatched(log, wallet.DocumentId, wallet.OwnerId, fault);

    private static KeyValuePair<string, object?>[] Tags(WalletId wallet) =>
        [new("product", wallet.Product), new("unit", wallet.Unit.ToString())];

    [LoggerMessage(
        200,
        LogLevel.Information,
        "{Kind} of {Amount} {Unit} of {Product} in the wallet of account {AccountId} by {OperationId}: {Balance} left, entry {Entry}")]
    private static partial void LogEntered(
        ILogger logger,
        EntryKind kind,
        int amount,
        Unit unit,
        string product,
        string accountId,
        string operationId,
        int? balance,
        long entry);

    [LoggerMessage(201, LogLevel.Information, "Job {JobId} holds {Units} {Unit} of {Product} of account {AccountId}")]
    private static partial void LogHeld(
        ILogger logger, string jobId, int units, Unit unit, string product, string accountId);

    [LoggerMessage(
        202, LogLevel.Information, "What job {JobId} held is settled: {Units} {Unit} of {Product} of account {AccountId}")]
    private static partial void LogClosed(
        ILogger logger, string jobId, int units, Unit unit, string product, string accountId);

    [LoggerMessage(203, LogLevel.Error, "Wallet {WalletId} of account {AccountId} does not add up: {Fault}")]
    private static partial void LogMismatched(ILogger logger, string walletId, string accountId, string fault);
}
