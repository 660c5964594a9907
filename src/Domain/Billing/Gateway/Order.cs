namespace Understudy.Domain.Billing.Gateway;

/// <summary>
/// What is bought: an offer, so many times. Kept as metadata with everything that the gateway makes of it (the checkout, its
/// subscription, payment and invoice), so that each of them by itself says whose it is and what for.
/// </summary>
/// <param name="UserId">Whose account.</param>
/// <param name="OrderId">Our id of this very order, a UUID.</param>
/// <param name="Product">The product that sells it.</param>
/// <param name="Sku">Which of the product's offers.</param>
/// <param name="Quantity">How many; at least 1.</param>
public sealed record Order(string UserId, string OrderId, string Product, string Sku, int Quantity);
