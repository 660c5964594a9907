using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Refunds;

namespace Understudy.Domain.Billing;

/// <summary>Is told every decision about money, for whoever operates the app.</summary>
public interface IBillingLog
{
    /// <summary>
    /// Somebody paid, or may pay, for what nobody sells here. It is left as it is: nothing is granted, ended or given back.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="at">The object at the gateway that carries it.</param>
    void UnknownOffer(Order order, string at);

    /// <summary>What was paid for was granted; also told when that had been done before.</summary>
    void Granted(Payment payment, string operationId);

    /// <summary>Units are taken back, or given back again, with the money.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="operationId">The grant.</param>
    /// <param name="units">How many of it are to be taken back, all in all.</param>
    void Revoked(Payment payment, string operationId, int units);

    /// <summary>An administrator gave money back.</summary>
    void Refunded(RefundRecord refund);
}
