using Understudy.Domain.Ledger;

namespace Understudy.Domain.Jobs;

/// <summary>
/// Names a job, with all that is needed to clear up after it when its document is gone.
/// </summary>
/// <param name="OwnerId">Whose job it is.</param>
/// <param name="JobId">Its id, and that of its orchestration.</param>
/// <param name="Product">The product of its kind.</param>
/// <param name="Kind">Its kind's name.</param>
/// <param name="Wallet">What it is paid from, if it costs anything.</param>
public sealed record JobReference(string OwnerId, string JobId, string Product, string Kind, WalletId? Wallet = null);
