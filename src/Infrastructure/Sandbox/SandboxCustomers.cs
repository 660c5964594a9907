using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>Deletes customers: what runs ends, and nothing says any more who they were.</summary>
public sealed class SandboxCustomers(IDocumentStore store, SandboxBooks books)
{
    // Orders stay orders, whoever gave them.
    private const string Nobody = "deleted";

    /// <summary>Deletes a customer; may be repeated, and does nothing when there is none.</summary>
    public async Task DeleteAsync(string customerId, CancellationToken cancellationToken)
    {
        await books.ChangeAsync(
            customerId,
            async draft =>
            {
                DocumentQuery own = new() { Where = [Filter.Equal("customerId", customerId)] };
                await foreach (SandboxSubscription found in store.AllAsync<SandboxSubscription>(own, cancellationToken))
                {
                    SandboxSubscription nameless = found with { Metadata = Nameless(found.Metadata) };
                    draft.Put(nameless);
                    if (!nameless.IsOver)
                        await SandboxSubscriptions.EndAsync(
                            draft, nameless with { CanceledAt = draft.Now }, cancellationToken);
                }
                await foreach (SandboxInvoice found in store.AllAsync<SandboxInvoice>(own, cancellationToken))
                {
                    // Ending a subscription may have changed it.
                    SandboxInvoice invoice = await draft.FindAsync<SandboxInvoice>(found.Id, cancellationToken) ?? found;
                    draft.Put(invoice with { Metadata = Nameless(invoice.Metadata) });
                }
                await foreach (SandboxPayment found in store.AllAsync<SandboxPayment>(own, cancellationToken))
                    draft.Put(found with { Metadata = Nameless(found.Metadata) });
                await foreach (SandboxCheckout found in store.AllAsync<SandboxCheckout>(
                    new DocumentQuery(), cancellationToken))
                {
                    if (found.CustomerId != customerId) continue;
                    draft.Put(found.State == SandboxCheckoutState.Open
                        ? found with
                        {
                            Metadata = Nameless(found.Metadata),
                            State = SandboxCheckoutState.Expired,
                            DueAt = null,
                        }
                        : found with { Metadata = Nameless(found.Metadata) });
                }
                return true;
            },
            cancellationToken);
        await store.UpdateAsync<SandboxCustomer>(
            customerId,
            customerId,
            customer => customer with { UserId = "", Name = "", Email = "" },
            cancellationToken);
    }

    private static Dictionary<string, string> Nameless(IReadOnlyDictionary<string, string> metadata) =>
        metadata.ToDictionary(pair => pair.Key, pair => pair.Key == OrderMetadata.User ? Nobody : pair.Value);
}
