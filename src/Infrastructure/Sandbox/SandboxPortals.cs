using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>Links to customers' portals, and what is to be seen there.</summary>
public sealed class SandboxPortals(IDocumentStore store, TimeProvider time)
{
    private const int Shown = 20;

    /// <summary>Makes a link for a customer.</summary>
    /// <returns>Its token, which is kept nowhere: who has it may do what the customer may, for an hour.</returns>
    internal async Task<string> OpenAsync(string customerId, Uri returnUrl, CancellationToken cancellationToken)
    {
        string token = SandboxIds.Secret();
        await store.CreateAsync(
            new SandboxPortal
            {
                Id = SandboxIds.Hash(token),
                CustomerId = customerId,
                ReturnUrl = returnUrl.AbsoluteUri,
                ExpiresAt = time.GetUtcNow() + SandboxPortal.Lifetime,
            },
            cancellationToken);
        return token;
    }

    /// <summary>Reads a link; null when there is none of that token, or its time is over.</summary>
    public async Task<SandboxPortal?> FindAsync(string token, CancellationToken cancellationToken)
    {
        string id = SandboxIds.Hash(token);
        return (await store.FindAsync<SandboxPortal>(id, id, cancellationToken))?.Value;
    }

    /// <summary>Reads a customer; null when there is none of that id.</summary>
    public async Task<SandboxCustomer?> CustomerAsync(string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<SandboxCustomer>(id, id, cancellationToken))?.Value;

    /// <summary>A customer's latest subscriptions, newest first.</summary>
    public Task<IReadOnlyList<SandboxSubscription>> SubscriptionsAsync(
        string customerId, CancellationToken cancellationToken) =>
        ListAsync<SandboxSubscription>(customerId, cancellationToken);

    /// <summary>A customer's latest invoices, newest first.</summary>
    public Task<IReadOnlyList<SandboxInvoice>> InvoicesAsync(string customerId, CancellationToken cancellationToken) =>
        ListAsync<SandboxInvoice>(customerId, cancellationToken);

    /// <summary>A customer's latest payments, newest first.</summary>
    public Task<IReadOnlyList<SandboxPayment>> PaymentsAsync(string customerId, CancellationToken cancellationToken) =>
        ListAsync<SandboxPayment>(customerId, cancellationToken);

    private async Task<IReadOnlyList<T>> ListAsync<T>(string customerId, CancellationToken cancellationToken)
        where T : class, ISandboxObject
    {
        DocumentPage<T> page = await store.QueryAsync<T>(
            new DocumentQuery
            {
                Where = [Filter.Equal("customerId", customerId)],
                OrderBy = "createdAt",
                Descending = true,
                Limit = Shown,
            },
            cancellationToken);
        return [.. page.Items.Select(item => item.Value)];
    }
}
