using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;

namespace Understudy.Functions.Core.Jobs;

/// <summary>Looks whether wallets add up, and shows whoever runs the app those that do not, with the host's master key.</summary>
[SignedInBy(Way.Nobody)]
public sealed class CheckLedger(LedgerAudit audit)
{
    // Told by each run and by nobody else: whichever instance ran last says it, and no other goes on saying what was.
    private static readonly Gauge<int> _mismatches = Signals.Meter.CreateGauge<int>(
        "understudy.ledger.mismatches", "{wallet}", "Wallets that are known not to add up.");

    /// <summary>Looks at the next piece.</summary>
    [Function("Core-Ledger-Check")]
    public async Task RunAsync([TimerTrigger("20 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        _mismatches.Record(await audit.RunAsync(cancellationToken));

    /// <summary>How far the round is, and one line for each wallet that does not add up.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Core-Ledger-Show")]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Admin, "get", "head", Route = "operator/ledger")] HttpRequest request,
        CancellationToken cancellationToken) => Results.Text(Told(await audit.FindAsync(cancellationToken)));

    private static string Told(LedgerRound? round)
    {
        if (round is null) return "No wallet has been looked at yet.\n";
        StringBuilder lines = new();
        if (round.BeganAt is { } beginning)
            lines.Append(CultureInfo.InvariantCulture, $"{round.Wallets} wallets were looked at since {beginning:u}.\n");
        if (round.LastEndedAt is { } end)
            lines.Append(CultureInfo.InvariantCulture, $"All {round.LastWallets} had been looked at by {end:u}.\n");
        foreach (WalletMismatch mismatch in round.Mismatches)
            lines.Append(CultureInfo.InvariantCulture, $"{mismatch.Wallet.OwnerId} {mismatch.Wallet.DocumentId} {mismatch.FoundAt:u} ")
                .AppendJoin("; ", mismatch.Faults).Append('\n');
        return lines.ToString();
    }
}
