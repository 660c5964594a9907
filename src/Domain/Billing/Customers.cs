using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// People at the payment gateway: one customer a person, and a claim by which a customer leads back to the person. The
/// claim is there before anything can be bought, so whatever happens at the gateway can be told whose it is.
/// </summary>
public sealed class Customers(IDocumentStore store, IPaymentGateway gateway, TimeProvider time)
{
    /// <summary>The owner of a customer whose account was erased.</summary>
    internal const string Erased = "erased";

    /// <summary>The person's customer, or null when they never came to a checkout.</summary>
    public async Task<Customer?> FindAsync(string ownerId, CancellationToken cancellationToken) =>
        (await FindStoredAsync(ownerId, cancellationToken))?.Value;

    /// <summary>Makes a customer of a person who is none yet, or whose customer was deleted at the gateway.</summary>
    /// <exception cref="GatewayException">The gateway could not be reached, or refused.</exception>
    public async Task<Customer> EnsureAsync(User user, CancellationToken cancellationToken)
    {
        while (true)
        {
            Stored<Customer>? known = await FindStoredAsync(user.Id, cancellationToken);
            if (known is { Value.IsGone: false }) return known.Value;

            // A key stands for what is sent with it: an account that changed in between is another request.
            string customerId = await gateway.CreateCustomerAsync(
                new NewCustomer(user.Id, user.Email, user.Name),
                $"customer-{user.Id}-{user.UpdatedAt.UtcTicks}-{known?.Value.CustomerId}",
                cancellationToken);
            string claim = Claim.Customer(customerId);
            await store.FindOrCreateAsync(
                claim, claim, () => new Claim { Id = claim, UserId = user.Id }, cancellationToken);
            DateTimeOffset now = time.GetUtcNow();
            Stored<Customer>? stored = known is null
                ? await store.CreateAsync(
                    new Customer { OwnerId = user.Id, CustomerId = customerId, CreatedAt = now, UpdatedAt = now },
                    cancellationToken)
                : await store.ReplaceAsync(
                    known.Value with { CustomerId = customerId, IsGone = false, UpdatedAt = now },
                    known.ETag,
                    cancellationToken);
            if (stored is not null) return stored.Value;
        }
    }

    /// <summary>
    /// Who a customer is: a person's id, <see cref="Erased"/> when the account was erased, null when the customer is
    /// none of ours.
    /// </summary>
    internal async Task<string?> OwnerAsync(string customerId, CancellationToken cancellationToken)
    {
        string claim = Claim.Customer(customerId);
        return (await store.FindAsync<Claim>(claim, claim, cancellationToken))?.Value.UserId;
    }

    /// <summary>Remembers that a customer was deleted at the gateway, which is for good.</summary>
    internal async Task LoseAsync(string ownerId, string customerId, CancellationToken cancellationToken)
    {
        if (await FindStoredAsync(ownerId, cancellationToken) is null) return;
        await store.UpdateAsync<Customer>(
            ownerId,
            ownerId,
            customer => customer.CustomerId == customerId && !customer.IsGone
                ? customer with { IsGone = true, UpdatedAt = time.GetUtcNow() }
                : null,
            cancellationToken);
    }

    /// <summary>
    /// Lets a customer lead to nobody any more. What such a customer still goes through with, in a checkout that was
    /// open, is told from a stranger's by what is left: a hash and this word.
    /// </summary>
    internal Task EraseAsync(string customerId, CancellationToken cancellationToken)
    {
        string claim = Claim.Customer(customerId);
        return store.UpdateAsync<Claim>(
            claim, claim, known => known with { UserId = Erased }, cancellationToken);
    }

    // A subscription of an earlier form names the customer itself.
    private async Task<Stored<Customer>?> FindStoredAsync(string ownerId, CancellationToken cancellationToken)
    {
        Stored<Customer>? known = await store.FindAsync<Customer>(ownerId, ownerId, cancellationToken);
        if (known is not null) return known;
        return await store.FindAsync<Subscription>(ownerId, ownerId, cancellationToken)
            is { Value: { CustomerId: { } customerId } earlier }
            ? await store.FindOrCreateAsync(
                ownerId,
                ownerId,
                () => new Customer
                {
                    OwnerId = ownerId,
                    CustomerId = customerId,
                    IsGone = earlier.CustomerIsGone,
                    CreatedAt = earlier.CreatedAt,
                    UpdatedAt = earlier.UpdatedAt,
                },
                cancellationToken)
            : null;
    }
}
