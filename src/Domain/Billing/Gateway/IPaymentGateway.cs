namespace Understudy.Domain.Billing.Gateway;

/// <summary>
/// Where money is taken: Stripe, or a sandbox that behaves like it. Amounts are in the currency's smallest unit, which
/// for yen is the yen. What is read is the current state, never one that was remembered.
/// </summary>
/// <remarks>
/// Each writing call has a key: repeated with the same key it returns what it made the first time. Calls throw
/// <see cref="GatewayException"/> when the gateway cannot be reached or refuses, after retries of their own.
/// </remarks>
public interface IPaymentGateway
{
    /// <summary>Makes a customer of a person.</summary>
    /// <returns>The customer's id.</returns>
    Task<string> CreateCustomerAsync(NewCustomer customer, string key, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a customer with the name and the address; what runs ends, what was charged stays. Nothing happens when there
    /// is none.
    /// </summary>
    Task DeleteCustomerAsync(string customerId, CancellationToken cancellationToken);

    /// <summary>Opens a checkout: a page on which the customer pays.</summary>
    Task<CheckoutSession> OpenCheckoutAsync(NewCheckout checkout, string key, CancellationToken cancellationToken);

    /// <summary>Opens a portal: a page on which the customer manages the subscription.</summary>
    Task<Uri> OpenPortalAsync(string customerId, Uri returnUrl, CancellationToken cancellationToken);

    /// <summary>Reads a checkout, or null when there is none of that id.</summary>
    Task<CheckoutSession?> FindCheckoutAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads a subscription, or null when there is none of that id.</summary>
    Task<GatewaySubscription?> FindSubscriptionAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads an invoice, or null when there is none of that id.</summary>
    Task<GatewayInvoice?> FindInvoiceAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads a payment with what was refunded or disputed of it, or null when there is none of that id.</summary>
    Task<GatewayPayment?> FindPaymentAsync(string id, CancellationToken cancellationToken);

    /// <summary>Closes a checkout's page; nothing happens when it is complete, has expired or there is none.</summary>
    Task ExpireCheckoutAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Gives back what is left of a payment; nothing happens when nothing is left of it, or a bank has it already.
    /// </summary>
    Task RefundPaymentAsync(string id, string key, CancellationToken cancellationToken);

    /// <summary>Gives back a part of a payment, or all that is left of it.</summary>
    /// <param name="id">The payment.</param>
    /// <param name="amount">How much; 1 or more.</param>
    /// <param name="key">Of this very refund: repeated with it, however late, nothing more is given back.</param>
    /// <param name="cancellationToken">Gives up; the money may go back all the same.</param>
    /// <returns>The refund's id; null when so much is not left of the payment, or a bank has it.</returns>
    Task<string?> RefundPaymentAsync(string id, long amount, string key, CancellationToken cancellationToken);

    /// <summary>Ends a subscription at once; nothing happens when it is over or there is none.</summary>
    Task EndSubscriptionAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads what was delivered, or null when it was not signed by the gateway just now.</summary>
    /// <param name="body">The request's body, byte for byte.</param>
    /// <param name="signature">The header <c>Stripe-Signature</c>.</param>
    SignedEvent? ReadEvent(ReadOnlyMemory<byte> body, string? signature);
}
