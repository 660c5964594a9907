using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>
/// What customers do with their subscriptions. Each call says whether it happened: nothing does to what is not the
/// customer's, or is not in a state for it.
/// </summary>
public sealed class SandboxSubscriptions(IDocumentStore store, SandboxBooks books)
{
    /// <summary>Reads a subscription; null when there is none of that id.</summary>
    public async Task<SandboxSubscription?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<SandboxSubscription>(id, id, cancellationToken))?.Value;

    /// <summary>Lets it end with its period.</summary>
    public Task<bool> CancelAsync(string customerId, string id, CancellationToken cancellationToken) => UpdateAsync(
        customerId,
        id,
        (draft, subscription) => subscription.CancelAtPeriodEnd
            ? null
            : subscription with { CancelAtPeriodEnd = true, CanceledAt = draft.Now },
        cancellationToken);

    /// <summary>Lets it go on after all.</summary>
    public Task<bool> ResumeAsync(string customerId, string id, CancellationToken cancellationToken) => UpdateAsync(
        customerId,
        id,
        (_, subscription) => subscription.CancelAtPeriodEnd
            ? subscription with { CancelAtPeriodEnd = false, CanceledAt = null }
            : null,
        cancellationToken);

    /// <summary>Has it paid with another card from now on.</summary>
    public Task<bool> ChangeCardAsync(
        string customerId, string id, Func<DateTimeOffset, PaymentCard> card, CancellationToken cancellationToken) =>
        UpdateAsync(
            customerId,
            id,
            (draft, subscription) => card(draft.Now) is var chosen && chosen != subscription.Card
                ? subscription with { Card = chosen }
                : null,
            cancellationToken);

    /// <summary>Ends it at once; nobody has to pay its open invoice any more.</summary>
    public Task<bool> EndAsync(string customerId, string id, CancellationToken cancellationToken) => books.ChangeAsync(
        customerId,
        async draft =>
        {
            if (await RunningAsync(draft, id, cancellationToken) is not { } subscription) return false;
            await EndAsync(draft, subscription with { CanceledAt = draft.Now }, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Has the subscription's card pay its open invoice, now.</summary>
    /// <returns>Whether there was an open invoice; <see cref="FindAsync"/> tells whether the card paid.</returns>
    public Task<bool> PayAsync(string customerId, string id, CancellationToken cancellationToken) => books.ChangeAsync(
        customerId,
        async draft =>
        {
            if (await RunningAsync(draft, id, cancellationToken) is not { Failures: > 0 } subscription) return false;
            await SandboxRenewals.CollectAsync(draft, subscription, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Ends a subscription, within a change.</summary>
    internal static async Task EndAsync(
        SandboxDraft draft, SandboxSubscription subscription, CancellationToken cancellationToken)
    {
        SandboxInvoice? invoice = await draft.FindAsync<SandboxInvoice>(subscription.LatestInvoiceId, cancellationToken);
        if (invoice is { State: SandboxInvoiceState.Open })
        {
            SandboxInvoice waived = invoice with { State = SandboxInvoiceState.Void };
            draft.Put(waived);
            draft.Emit("invoice.voided", SandboxObjects.Of(waived));
        }
        SandboxSubscription over = subscription with
        {
            Status = GatewaySubscriptionStatus.Over,
            CanceledAt = subscription.CanceledAt ?? draft.Now,
            EndedAt = draft.Now,
            RetryAt = null,
        };
        draft.Put(over);
        draft.Emit("customer.subscription.deleted", SandboxObjects.Of(over));
    }

    private Task<bool> UpdateAsync(
        string customerId,
        string id,
        Func<SandboxDraft, SandboxSubscription, SandboxSubscription?> change,
        CancellationToken cancellationToken) => books.ChangeAsync(
            customerId,
            async draft =>
            {
                if (await RunningAsync(draft, id, cancellationToken) is not { } subscription) return false;
                if (change(draft, subscription) is not { } changed) return false;
                draft.Put(changed);
                draft.Emit("customer.subscription.updated", SandboxObjects.Of(changed));
                return true;
            },
            cancellationToken);

    private static async Task<SandboxSubscription?> RunningAsync(
        SandboxDraft draft, string id, CancellationToken cancellationToken)
    {
        SandboxSubscription? subscription = await draft.FindAsync<SandboxSubscription>(id, cancellationToken);
        return subscription is { IsOver: false } ? subscription : null;
    }
}
