using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>
/// What happens to checkouts. Each call says whether it happened: nothing does to one that is finished or has expired.
/// </summary>
public sealed class SandboxCheckouts(IDocumentStore store, SandboxBooks books, SandboxCalendar calendar)
{
    /// <summary>Reads a checkout; null when there is none of that id.</summary>
    public async Task<SandboxCheckout?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<SandboxCheckout>(id, id, cancellationToken))?.Value;

    /// <summary>Pays it with a card: the money is there at once.</summary>
    public Task<bool> PayAsync(string id, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async draft =>
        {
            if (await OpenAsync(draft, id, cancellationToken) is not { } checkout) return false;
            if (checkout.Sells().IsMonthly) Subscribe(draft, checkout);
            else Sell(draft, checkout);
            return true;
        },
        cancellationToken);

    /// <summary>Pays it at a convenience store: the money is on its way. Subscriptions cannot be paid so.</summary>
    public Task<bool> PromiseAsync(string id, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async draft =>
        {
            if (await OpenAsync(draft, id, cancellationToken) is not { } checkout) return false;
            if (checkout.Sells().IsMonthly) return false;
            SandboxPayment payment = NewPayment(draft, checkout) with { Status = GatewayPaymentStatus.Pending };
            SandboxCheckout promised = checkout with
            {
                State = SandboxCheckoutState.AwaitingMoney,
                DueAt = draft.Now + SandboxCheckout.VoucherLifetime,
                PaymentId = payment.Id,
            };
            draft.Put(payment);
            draft.Put(promised);
            draft.Emit("checkout.session.completed", SandboxObjects.Of(promised));
            return true;
        },
        cancellationToken);

    /// <summary>The convenience store tells of the money.</summary>
    public Task<bool> ArriveAsync(string id, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async draft =>
        {
            if (await AwaitedAsync(draft, id, cancellationToken) is not var (checkout, payment)) return false;
            Invoice(draft, checkout, payment, "checkout.session.async_payment_succeeded");
            return true;
        },
        cancellationToken);

    /// <summary>The voucher expires: the money never came.</summary>
    public Task<bool> MissAsync(string id, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async draft =>
        {
            if (await AwaitedAsync(draft, id, cancellationToken) is not var (checkout, payment)) return false;
            SandboxCheckout unpaid = checkout with { State = SandboxCheckoutState.Unpaid, DueAt = null };
            draft.Put(payment with { Status = GatewayPaymentStatus.Failed });
            draft.Put(unpaid);
            draft.Emit("checkout.session.async_payment_failed", SandboxObjects.Of(unpaid));
            return true;
        },
        cancellationToken);

    /// <summary>Its time is over: it expires when nobody has paid.</summary>
    internal Task<bool> ExpireAsync(string id, CancellationToken cancellationToken) =>
        ExpireAsync(id, (checkout, now) => checkout.DueAt <= now, cancellationToken);

    /// <summary>It expires before its time, when nobody has paid.</summary>
    internal Task<bool> CloseAsync(string id, CancellationToken cancellationToken) =>
        ExpireAsync(id, (_, _) => true, cancellationToken);

    private Task<bool> ExpireAsync(
        string id, Func<SandboxCheckout, DateTimeOffset, bool> may, CancellationToken cancellationToken) => ChangeAsync(
        id,
        async draft =>
        {
            SandboxCheckout? checkout = await draft.FindAsync<SandboxCheckout>(id, cancellationToken);
            if (checkout is not { State: SandboxCheckoutState.Open } || !may(checkout, draft.Now)) return false;
            SandboxCheckout expired = checkout with { State = SandboxCheckoutState.Expired, DueAt = null };
            draft.Put(expired);
            draft.Emit("checkout.session.expired", SandboxObjects.Of(expired));
            return true;
        },
        cancellationToken);

    private async Task<bool> ChangeAsync(
        string id, Func<SandboxDraft, Task<bool>> draw, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } checkout &&
        await books.ChangeAsync(checkout.CustomerId, draw, cancellationToken);

    private static async Task<SandboxCheckout?> OpenAsync(
        SandboxDraft draft, string id, CancellationToken cancellationToken)
    {
        SandboxCheckout? checkout = await draft.FindAsync<SandboxCheckout>(id, cancellationToken);
        return checkout is { State: SandboxCheckoutState.Open } && checkout.DueAt > draft.Now ? checkout : null;
    }

    private static async Task<(SandboxCheckout Checkout, SandboxPayment Payment)?> AwaitedAsync(
        SandboxDraft draft, string id, CancellationToken cancellationToken)
    {
        SandboxCheckout? checkout = await draft.FindAsync<SandboxCheckout>(id, cancellationToken);
        if (checkout is not { State: SandboxCheckoutState.AwaitingMoney, PaymentId: { } paymentId }) return null;
        SandboxPayment? payment = await draft.FindAsync<SandboxPayment>(paymentId, cancellationToken);
        return payment is null ? null : (checkout, payment);
    }

    private void Subscribe(SandboxDraft draft, SandboxCheckout checkout)
    {
        string subscriptionId = draft.NewId("sub_");
        SandboxPayment payment = NewPayment(draft, checkout);
        SandboxInvoice invoice = NewInvoice(draft, checkout, payment) with
        {
            SubscriptionId = subscriptionId,
            PeriodEnd = calendar.PeriodEnd(draft.Now, draft.Now.Day),
        };
        payment = payment with { InvoiceId = invoice.Id };
        SandboxSubscription subscription = new()
        {
            Id = subscriptionId,
            CustomerId = draft.CustomerId,
            Metadata = checkout.Metadata,
            Line = checkout.Sells(),
            Status = GatewaySubscriptionStatus.Active,
            PeriodStart = invoice.PeriodStart,
            PeriodEnd = invoice.PeriodEnd,
            Card = SandboxCards.Visa(draft.Now),
            LatestInvoiceId = invoice.Id,
            CreatedAt = draft.Now,
        };
        SandboxCheckout paid = checkout with
        {
            State = SandboxCheckoutState.Paid,
            DueAt = null,
            SubscriptionId = subscriptionId,
            InvoiceId = invoice.Id,
        };
        draft.Put(payment);
        draft.Put(invoice);
        draft.Put(subscription);
        draft.Put(paid);
        draft.Emit("checkout.session.completed", SandboxObjects.Of(paid));
        draft.Emit("customer.subscription.created", SandboxObjects.Of(subscription));
        draft.Emit("invoice.paid", SandboxObjects.Of(invoice));
    }

    private static void Sell(SandboxDraft draft, SandboxCheckout checkout) =>
        Invoice(draft, checkout, NewPayment(draft, checkout), "checkout.session.completed");

    // A purchase is invoiced once its money is there.
    private static void Invoice(SandboxDraft draft, SandboxCheckout checkout, SandboxPayment payment, string news)
    {
        SandboxInvoice invoice = NewInvoice(draft, checkout, payment);
        SandboxPayment paidFor = payment with { Status = GatewayPaymentStatus.Succeeded, InvoiceId = invoice.Id };
        SandboxCheckout paid = checkout with
        {
            State = SandboxCheckoutState.Paid,
            DueAt = null,
            PaymentId = paidFor.Id,
            InvoiceId = invoice.Id,
        };
        draft.Put(paidFor);
        draft.Put(invoice);
        draft.Put(paid);
        draft.Emit(news, SandboxObjects.Of(paid));
        draft.Emit("invoice.paid", SandboxObjects.Of(invoice));
    }

    private static SandboxPayment NewPayment(SandboxDraft draft, SandboxCheckout checkout) => new()
    {
        Id = draft.NewId("pi_"),
        CustomerId = draft.CustomerId,
        Metadata = checkout.Metadata,
        ChargeId = draft.NewId("ch_"),
        Status = GatewayPaymentStatus.Succeeded,
        Amount = checkout.Amount,
        Currency = checkout.Sells().Price.Currency,
        CreatedAt = draft.Now,
    };

    private static SandboxInvoice NewInvoice(SandboxDraft draft, SandboxCheckout checkout, SandboxPayment payment) => new()
    {
        Id = draft.NewId("in_"),
        CustomerId = draft.CustomerId,
        Metadata = checkout.Metadata,
        State = SandboxInvoiceState.Paid,
        Attempts = 1,
        Line = checkout.Sells(),
        Amount = checkout.Amount,
        Currency = checkout.Sells().Price.Currency,
        PaymentId = payment.Id,
        PeriodStart = draft.Now,
        PeriodEnd = draft.Now,
        CreatedAt = draft.Now,
    };
}
