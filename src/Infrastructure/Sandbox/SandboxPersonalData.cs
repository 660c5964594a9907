using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>What the sandbox knows of people: the name and address on their receipts.</summary>
public sealed class SandboxPersonalData(IDocumentStore store) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (SandboxCustomer customer in await FindAsync(ownerId, cancellationToken))
        {
            yield return new PersonalItem.Data(
                $"billing/{customer.Id}.json",
                new Dictionary<string, string>
                {
                    ["id"] = customer.Id,
                    ["name"] = customer.Name,
                    ["email"] = customer.Email,
                });
        }
    }

    /// <summary>Makes the customer nameless. Invoices and payments hold ids and amounts only, and stay.</summary>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        foreach (SandboxCustomer customer in await FindAsync(ownerId, cancellationToken))
        {
            await store.UpdateAsync<SandboxCustomer>(
                customer.Id, customer.Id, current => current with { Name = "", Email = "" }, cancellationToken);
        }
    }

    private async Task<IEnumerable<SandboxCustomer>> FindAsync(string ownerId, CancellationToken cancellationToken)
    {
        DocumentPage<SandboxCustomer> page = await store.QueryAsync<SandboxCustomer>(
            new DocumentQuery { Where = [Filter.Equal("userId", ownerId)] }, cancellationToken);
        return page.Items.Select(item => item.Value);
    }
}
