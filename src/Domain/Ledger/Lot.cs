using System.Globalization;
using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

/// <summary>Units that were granted together and expire together.</summary>
/// <param name="Id">The grant's operation id, or one made for units that came back after their lot was gone.</param>
/// <param name="Amount">How many were granted; at least 1.</param>
/// <param name="Left">How many can be spent.</param>
/// <param name="Source">Why they were granted, e.g. <c>subscription</c>.</param>
/// <param name="GrantedAt">When they were granted.</param>
/// <param name="ExpiresAt">From when on they cannot be spent, or null for never.</param>
public sealed record Lot(
    string Id, int Amount, int Left, string Source, DateTimeOffset GrantedAt, DateTimeOffset? ExpiresAt)
{
    // A tilde cannot be in the id of an operation.
    private const char ReturnMark = '~';

    /// <summary>Whether they are spent after all that is not, whichever expires first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SpentLast { get; init; }

    /// <summary>How many of them are revoked: neither left nor spent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Revoked { get; init; }

    /// <summary>The operation id of the grant that units which came back are from; null for all others.</summary>
    public string? CameFrom { get; init; }

    /// <summary>Whether its units came back from a job after their own lot was gone.</summary>
    [JsonIgnore]
    public bool CameBack => CameFrom is not null;

    /// <summary>The operation id of the grant that the units are from.</summary>
    [JsonIgnore]
    public string GrantId => CameFrom ?? Id;

    /// <summary>The id of a lot of units that came back.</summary>
    /// <param name="jobId">The job that had held them.</param>
    /// <param name="part">Which part of its hold.</param>
    /// <param name="refundId">The refund that they came back by; null when the job was closed.</param>
    public static string IdOfReturn(string jobId, int part, string? refundId)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{jobId}{ReturnMark}{part}");
        return refundId is null ? id : $"{id}{ReturnMark}{refundId}";
    }

    /// <summary>Whether its units cannot be spent any more.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}
