using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;

namespace Understudy.Domain.Billing;

/// <summary>Nobody sells that.</summary>
public sealed record UnknownOffer(string Product, string Sku) : Problem;

/// <summary>So many are not sold at once.</summary>
/// <param name="Max">How many are, at most.</param>
public sealed record QuantityNotSold(int Max) : Problem;

/// <summary>The person has a subscription of the product already.</summary>
public sealed record AlreadySubscribed : Problem;

/// <summary>The person has begun too many checkouts, and finished none of them.</summary>
/// <param name="Max">How many may be open.</param>
public sealed record TooManyCheckouts(int Max) : Problem;

/// <summary>The person has never come to a checkout, so there is nothing to manage.</summary>
public sealed record NoBillingAccount : Problem;

/// <summary>Of a payment that is not there, or not there any more, nothing can be given back.</summary>
/// <param name="Status">Where it stands; <see cref="GatewayPaymentStatus.Succeeded"/> when all of it went back already.</param>
public sealed record PaymentNotRefundable(GatewayPaymentStatus Status) : Problem;

/// <summary>So much cannot be given back.</summary>
/// <param name="Left">How much can be, in the currency's smallest unit; at least 1 is asked for.</param>
/// <param name="Currency">The currency's code in lower case.</param>
public sealed record RefundOutOfRange(long Left, string Currency) : Problem;

/// <summary>The id of the refund was used for another one of the same payment.</summary>
public sealed record RefundIdReused : Problem;
