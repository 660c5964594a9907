using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

/// <summary>What a job in progress has taken out of the lots, until it is captured or released.</summary>
/// <param name="JobId">The job.</param>
/// <param name="HeldAt">Since when.</param>
/// <param name="Parts">What came from which lot, in the order of spending.</param>
public sealed record Hold(string JobId, DateTimeOffset HeldAt, IReadOnlyList<HoldPart> Parts)
{
    /// <summary>The period in which it counts as used, by its <see cref="WalletPeriod.GrantId"/>; null when there was none.</summary>
    public string? Period { get; init; }

    /// <summary>See <see cref="HoldRequest.Reference"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>See <see cref="HoldRequest.Text"/>.</summary>
    public string? Text { get; init; }

    /// <summary>See <see cref="HoldRequest.ReturnedLife"/>.</summary>
    public TimeSpan? ReturnedLife { get; init; }

    /// <summary>How much is held; 0 for a job that is free.</summary>
    [JsonIgnore]
    public int Amount => Parts.Sum(part => part.Amount);
}

/// <summary>What a hold took from one lot; says enough of the lot to outlive it.</summary>
/// <param name="LotId">The lot.</param>
/// <param name="Amount">How much; at least 1.</param>
/// <param name="Source">The lot's source.</param>
/// <param name="ExpiresAt">The lot's expiry.</param>
public sealed record HoldPart(string LotId, int Amount, string Source, DateTimeOffset? ExpiresAt)
{
    /// <summary>The lot's <see cref="Lot.SpentLast"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SpentLast { get; init; }

    /// <summary>The lot's <see cref="Lot.CameFrom"/>.</summary>
    public string? CameFrom { get; init; }

    /// <summary>The operation id of the grant that the units are from.</summary>
    [JsonIgnore]
    public string GrantId => CameFrom ?? LotId;
}
