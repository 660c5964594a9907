using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>Does what falls due by itself, and completes what a crash cut off.</summary>
public sealed class SandboxSweep(
    IDocumentStore store,
    SandboxBooks books,
    SandboxCheckouts checkouts,
    SandboxRenewals renewals,
    TimeProvider time)
{
    // A long downtime on a fast clock leaves much to make up for; the rest comes with the next sweep.
    private const int Batch = 100;

    /// <summary>The sweep. May be cut off and repeated.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (SandboxCustomer customer in await FindAsync<SandboxCustomer>(
            Filter.Equal("isChanging", true), cancellationToken))
            await books.SettleAsync(customer.Id, cancellationToken);

        var due = Filter.Between("dueAt", null, time.GetUtcNow());
        foreach (SandboxCheckout checkout in await FindAsync<SandboxCheckout>(due, cancellationToken))
        {
            if (checkout.State == SandboxCheckoutState.AwaitingMoney)
                await checkouts.MissAsync(checkout.Id, cancellationToken);
            else await checkouts.ExpireAsync(checkout.Id, cancellationToken);
        }
        int left = Batch;
        foreach (SandboxSubscription subscription in await FindAsync<SandboxSubscription>(due, cancellationToken))
        {
            while (left > 0 && await renewals.AdvanceAsync(
                subscription.CustomerId, subscription.Id, cancellationToken)) left--;
        }
    }

    private async Task<IEnumerable<T>> FindAsync<T>(Filter filter, CancellationToken cancellationToken)
        where T : class, IDocument
    {
        DocumentPage<T> page = await store.QueryAsync<T>(
            new DocumentQuery { Where = [filter], OrderBy = filter.Field, Limit = Batch }, cancellationToken);
        return page.Items.Select(item => item.Value);
    }
}
