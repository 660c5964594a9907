using System.Globalization;

namespace Understudy.Domain.Ledger;

/// <summary>What an operation is known by within its wallet, for ever.</summary>
public readonly record struct OperationKey
{
    private const int MaxLength = 150;
    private const int MaxRefundLength = 50;
    private readonly string _family;
    private readonly string _id;

    private OperationKey(string family, string id)
    {
        _family = family;
        _id = id;
    }

    /// <summary>Usable in the id of a document.</summary>
    public string Text => $"{_family}.{_id}";

    /// <summary>The key of a grant.</summary>
    /// <param name="operationId">1–150 characters, none of <c>/ \ ? # ~</c>.</param>
    /// <exception cref="ArgumentException">The id is not of that form.</exception>
    public static OperationKey Grant(string operationId) => new("grant", Checked(operationId, MaxLength));

    /// <summary>
    /// The key of what begins a job: its hold, or its release when that came first. It is held and closed once, and one
    /// that has begun and is held no more is closed: so closing it needs no key.
    /// </summary>
    /// <param name="jobId">1–150 characters, none of <c>/ \ ? # ~</c>.</param>
    /// <exception cref="ArgumentException">The id is not of that form.</exception>
    public static OperationKey Job(string jobId) => new("job", Checked(jobId, MaxLength));

    /// <summary>The key of what came back when a job was closed.</summary>
    public static OperationKey Return(string jobId) => new("return", jobId);

    /// <summary>The key of a refund of what a job was charged; there may be several.</summary>
    /// <param name="jobId">1–150 characters, none of <c>/ \ ? # ~</c>.</param>
    /// <param name="refundId">1–50 characters, of which the same holds.</param>
    /// <exception cref="ArgumentException">An id is not of that form.</exception>
    public static OperationKey Refund(string jobId, string refundId) =>
        new("refund", $"{Checked(jobId, MaxLength)}~{Checked(refundId, MaxRefundLength)}");

    /// <summary>The key of a lot's expiry.</summary>
    public static OperationKey Expiry(string lotId) => new("expiry", lotId);

    /// <summary>The key of one time that units of a grant were taken back or given back; there may be many.</summary>
    /// <param name="grantId">The grant's operation id.</param>
    /// <param name="sequence">The entry's number.</param>
    public static OperationKey Revocation(string grantId, long sequence) =>
        new("revocation", string.Create(CultureInfo.InvariantCulture, $"{grantId}~{sequence}"));

    private static string Checked(string id, int maxLength) =>
        id.Length > 0 && id.Length <= maxLength && !id.AsSpan().ContainsAny("/\\?#~")
            ? id
            : throw new ArgumentException($"'{id}' is no operation id.", nameof(id));
}
