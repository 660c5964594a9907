using System.Collections.Concurrent;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Refunds;

namespace Understudy.Domain.Tests.Billing.Support;

/// <summary>Remembers what billing told of its decisions.</summary>
internal sealed class RecordedDecisions : IBillingLog
{
    /// <summary>What is of nothing that is sold, and where.</summary>
    public ConcurrentQueue<(Order Order, string At)> Unknown { get; } = [];

    /// <summary>What administrators gave back.</summary>
    public ConcurrentQueue<RefundRecord> Refunds { get; } = [];

    public void UnknownOffer(Order order, string at) => Unknown.Enqueue((order, at));

    public void Granted(Payment payment, string operationId)
    {
        // The wallet tells.
    }

    public void Revoked(Payment payment, string operationId, int units)
    {
        // The wallet tells.
    }

    public void Refunded(RefundRecord refund) => Refunds.Enqueue(refund);
}
