using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Refunds;

namespace Understudy.Functions.Core.Billing;

/// <summary>Writes the decisions about money into the log.</summary>
internal sealed partial class BillingLog(ILogger<BillingLog> log) : IBillingLog
{
    /// <inheritdoc/>
    public void UnknownOffer(Order order, string at) =>
        LogUnknownOffer(log, order.OrderId, order.UserId, order.Product, order.Sku, order.Quantity, at);

    /// <inheritdoc/>
    public void Granted(Payment payment, string operationId) => LogGranted(
        log, payment.Units, payment.Unit, payment.Product, payment.OwnerId, operationId, payment.Id);

    /// <inheritdoc/>
    public void Revoked(Payment payment, string operationId, int units) => LogRevoked(
        log, units, payment.Units, payment.Unit, payment.Product, payment.OwnerId, operationId, payment.Id);

    /// <inheritdoc/>
    public void Refunded(RefundRecord refund) => LogRefunded(
        log, refund.AdminId, refund.Amount, refund.Currency, refund.PaymentId, refund.Units, refund.Id);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Order {OrderId} of account {AccountId} is of {Product}/{Sku} × {Quantity}, which nobody sells; {At} is left as it is")]
    private static partial void LogUnknownOffer(
        ILogger logger, string orderId, string accountId, string product, string sku, int quantity, string at);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Units} {Unit} of {Product} are granted to account {AccountId} as {OperationId}, for payment {PaymentId}")]
    private static partial void LogGranted(
        ILogger logger,
        int units,
        Domain.Ledger.Unit unit,
        string product,
        string accountId,
        string operationId,
        string paymentId);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Revoked} of {Units} {Unit} of {Product} are taken back from account {AccountId} of {OperationId}, with the money of payment {PaymentId}")]
    private static partial void LogRevoked(
        ILogger logger,
        int revoked,
        int units,
        Domain.Ledger.Unit unit,
        string product,
        string accountId,
        string operationId,
        string paymentId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Administrator {AccountId} gave {Amount} {Currency} of payment {PaymentId} back, and took {Units} units, as refund {RefundId}")]
    private static partial void LogRefunded(
        ILogger logger, string accountId, long amount, string currency, string paymentId, int units, string refundId);
}
