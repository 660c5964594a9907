using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Domain.Tests.Billing.Support;

/// <summary>What customers, banks and the calendar do at the gateway. What does not apply does nothing.</summary>
internal sealed partial class SimulatedGateway
{
    /// <summary>The customer pays a checkout by card.</summary>
    public void Pay(string sessionId) => Happen(() =>
    {
        if (!IsOpen(sessionId, out CheckoutSession session)) return;
        if (_sold[sessionId] is Offer.Monthly) Begin(session, isPaid: true);
        else Order(session, GatewayPaymentStatus.Succeeded);
    });

    /// <summary>The customer goes through with a checkout, but the money comes later, or not at all.</summary>
    public void PayLater(string sessionId) => Happen(() =>
    {
        if (!IsOpen(sessionId, out CheckoutSession session)) return;
        if (_sold[sessionId] is Offer.Monthly) Begin(session, isPaid: false);
        else Order(session, GatewayPaymentStatus.Pending);
    });

    /// <summary>The money of a checkout that was gone through with comes, or will never come.</summary>
    public void Conclude(string sessionId, bool isPaid) => Happen(() =>
    {
        CheckoutSession session = _checkouts[sessionId];
        if (session is not { IsComplete: true, IsPaid: false }) return;
        if (session.SubscriptionId is { } subscriptionId)
        {
            Collect(subscriptionId, isPaid);
            if (!isPaid) End(subscriptionId);
        }
        else
        {
            if (_payments[session.PaymentId!].Status != GatewayPaymentStatus.Pending) return;
            Set(_payments, session.PaymentId!, payment => payment with
            {
                Status = isPaid ? GatewayPaymentStatus.Succeeded : GatewayPaymentStatus.Failed,
            });
            if (isPaid) AddInvoice(sessionId);
        }
        Set(_checkouts, sessionId, checkout => checkout with { IsPaid = isPaid });
        Tell(Of(_checkouts[sessionId], $"checkout.session.async_payment_{(isPaid ? "succeeded" : "failed")}"));
    });

    /// <summary>Nobody came to a checkout.</summary>
    public void Expire(string sessionId) => Happen(() =>
    {
        if (!IsOpen(sessionId, out _)) return;
        Set(_checkouts, sessionId, checkout => checkout with { Url = null });
        Tell(Of(_checkouts[sessionId], "checkout.session.expired"));
    });

    /// <summary>A subscription's next period begins, or the subscription ends if that was wished.</summary>
    public void Renew(string subscriptionId, bool isPaid) => Happen(() =>
    {
        GatewaySubscription subscription = _subscriptions[subscriptionId];
        if (subscription.Status is not (GatewaySubscriptionStatus.Active or GatewaySubscriptionStatus.PastDue)) return;
        if (subscription.CancelAtPeriodEnd)
        {
            End(subscriptionId);
            return;
        }
        Set(_subscriptions, subscriptionId, known => known with
        {
            PeriodStart = known.PeriodEnd,
            PeriodEnd = known.PeriodEnd.AddMonths(1),
        });
        Invoice(subscriptionId);
        Collect(subscriptionId, isPaid);
    });

    /// <summary>The latest invoice of a subscription is tried again.</summary>
    public void Retry(string subscriptionId, bool isPaid) => Happen(() =>
    {
        if (_subscriptions[subscriptionId].Status == GatewaySubscriptionStatus.PastDue) Collect(subscriptionId, isPaid);
    });

    /// <summary>The gateway gives up collecting.</summary>
    public void GiveUp(string subscriptionId) => Happen(() =>
    {
        if (_subscriptions[subscriptionId].Status == GatewaySubscriptionStatus.PastDue)
            Change(subscriptionId, known => known with { Status = GatewaySubscriptionStatus.Unpaid });
    });

    /// <summary>The customer wishes a subscription to end with its period, or no longer wishes it.</summary>
    public void Cancel(string subscriptionId, bool atPeriodEnd) => Happen(() =>
    {
        if (_subscriptions[subscriptionId].Status is not GatewaySubscriptionStatus.Over)
            Change(subscriptionId, known => known with
            {
                CancelAtPeriodEnd = atPeriodEnd,
                CanceledAt = atPeriodEnd ? time.GetUtcNow() : null,
            });
    });

    /// <summary>The subscription is ended at once.</summary>
    public void EndNow(string subscriptionId) => Happen(() => End(subscriptionId));

    /// <summary>The customer pays with another card from now on.</summary>
    public void ChangeCard(string subscriptionId, PaymentCard card) => Happen(() =>
    {
        Set(_subscriptions, subscriptionId, known => known with { Card = card });
        Tell(NewEvent("payment_method.attached") with { CustomerId = _subscriptions[subscriptionId].CustomerId });
    });

    /// <summary>The gateway's customer is deleted, with all that runs.</summary>
    public void DeleteCustomer(string customerId) => Happen(() =>
    {
        if (!_deletedCustomers.Add(customerId)) return;
        foreach (string id in _subscriptions.Values.Where(s => s.CustomerId == customerId).Select(s => s.Id).ToArray())
            End(id);
        Tell(NewEvent("customer.deleted") with { CustomerId = customerId });
    });

    /// <summary>Money goes back to the customer: so much of what is still there.</summary>
    public void Refund(string paymentId, long amount) => Happen(() =>
    {
        GatewayPayment payment = _payments[paymentId];
        long given = Math.Min(amount, payment.Amount - payment.Refunded - payment.Disputed);
        if (payment.Status != GatewayPaymentStatus.Succeeded || given <= 0) return;
        Set(_payments, paymentId, known => known with { Refunded = known.Refunded + given });
        Tell(NewEvent("refund.created") with { PaymentId = paymentId });
        Tell(NewEvent("charge.refunded") with { PaymentId = paymentId, CustomerId = payment.CustomerId });
    });

    /// <summary>All that was refunded comes back, because the bank did not take it.</summary>
    public void FailRefunds(string paymentId) => Happen(() =>
    {
        if (_payments[paymentId].Refunded == 0) return;
        Set(_payments, paymentId, known => known with { Refunded = 0 });
        Tell(NewEvent("refund.failed") with { PaymentId = paymentId });
    });

    /// <summary>The customer disputes what was not refunded.</summary>
    public void Dispute(string paymentId) => Happen(() =>
    {
        GatewayPayment payment = _payments[paymentId];
        if (payment is not { Status: GatewayPaymentStatus.Succeeded, Disputed: 0 }) return;
        Set(_payments, paymentId, known => known with { Disputed = known.Amount - known.Refunded });
        Tell(NewEvent("charge.dispute.created") with { PaymentId = paymentId });
        Tell(NewEvent("charge.dispute.funds_withdrawn") with { PaymentId = paymentId });
    });

    /// <summary>A dispute ends.</summary>
    public void CloseDispute(string paymentId, bool isWon) => Happen(() =>
    {
        if (_payments[paymentId].Disputed == 0) return;
        if (isWon)
        {
            Set(_payments, paymentId, known => known with { Disputed = 0 });
            Tell(NewEvent("charge.dispute.funds_reinstated") with { PaymentId = paymentId });
        }
        Tell(NewEvent("charge.dispute.closed") with { PaymentId = paymentId });
    });

    private void Begin(CheckoutSession session, bool isPaid)
    {
        DateTimeOffset now = time.GetUtcNow();
        string id = NewId("sub");
        _sold[id] = _sold[session.Id];
        _subscriptions[id] = new GatewaySubscription
        {
            Id = id,
            CustomerId = session.CustomerId!,
            Order = session.Order,
            Status = GatewaySubscriptionStatus.Incomplete,
            PeriodStart = now,
            PeriodEnd = now.AddMonths(1),
            Card = _visa,
            CreatedAt = now,
        };
        string invoiceId = Invoice(id);
        Tell(Of(_subscriptions[id], "customer.subscription.created"));
        if (isPaid) Collect(id, isPaid: true);
        Complete(session, checkout => checkout with
        {
            IsPaid = isPaid,
            SubscriptionId = id,
            InvoiceId = invoiceId,
        });
    }

    private void Order(CheckoutSession session, GatewayPaymentStatus status)
    {
        string id = AddPayment(
            session.CustomerId!, new Price(session.Amount, session.Currency), status, session.Order, invoiceId: null);
        Complete(session, checkout => checkout with
        {
            IsPaid = status == GatewayPaymentStatus.Succeeded,
            PaymentId = id,
        });
        if (status == GatewayPaymentStatus.Succeeded) AddInvoice(session.Id);
    }

    // An order's invoice is made once it is paid.
    private void AddInvoice(string sessionId)
    {
        CheckoutSession session = _checkouts[sessionId];
        string id = NewId("in");
        _invoices[id] = new GatewayInvoice
        {
            Id = id,
            CustomerId = session.CustomerId!,
            Order = session.Order,
            IsPaid = true,
            Amount = session.Amount,
            Currency = session.Currency,
            PaymentId = session.PaymentId,
            CreatedAt = time.GetUtcNow(),
        };
        Set(_payments, session.PaymentId!, payment => payment with { InvoiceId = id });
        Set(_checkouts, sessionId, checkout => checkout with { InvoiceId = id });
        Tell(Of(_invoices[id], "invoice.paid"));
    }

    private string Invoice(string subscriptionId)
    {
        GatewaySubscription subscription = _subscriptions[subscriptionId];
        Price price = _sold[subscriptionId].Price;
        string id = NewId("in");
        _invoices[id] = new GatewayInvoice
        {
            Id = id,
            CustomerId = subscription.CustomerId,
            Order = subscription.Order,
            SubscriptionId = subscriptionId,
            Amount = price.Amount,
            Currency = price.Currency,
            PeriodStart = subscription.PeriodStart,
            PeriodEnd = subscription.PeriodEnd,
            CreatedAt = time.GetUtcNow(),
        };
        string paymentId = AddPayment(
            subscription.CustomerId, price, GatewayPaymentStatus.Pending, order: null, id);
        Set(_invoices, id, invoice => invoice with { PaymentId = paymentId });
        Set(_subscriptions, subscriptionId, known => known with { LatestInvoiceId = id });
        return id;
    }

    private void Collect(string subscriptionId, bool isPaid)
    {
        string invoiceId = _subscriptions[subscriptionId].LatestInvoiceId!;
        Set(_invoices, invoiceId, invoice => invoice with { IsPaid = isPaid, HasFailed = !isPaid });
        Set(_payments, _invoices[invoiceId].PaymentId!, payment => payment with
        {
            Status = isPaid ? GatewayPaymentStatus.Succeeded : GatewayPaymentStatus.Failed,
        });
        Tell(Of(_invoices[invoiceId], isPaid ? "invoice.paid" : "invoice.payment_failed"));
        if (_subscriptions[subscriptionId].Status == GatewaySubscriptionStatus.Incomplete && !isPaid) return;
        Change(subscriptionId, known => known with
        {
            Status = isPaid ? GatewaySubscriptionStatus.Active : GatewaySubscriptionStatus.PastDue,
        });
    }

    private void End(string subscriptionId)
    {
        if (!_subscriptions.TryGetValue(subscriptionId, out GatewaySubscription? known) ||
            known.Status == GatewaySubscriptionStatus.Over)
            return;
        _subscriptions[subscriptionId] = known with
        {
            Status = GatewaySubscriptionStatus.Over,
            CanceledAt = known.CanceledAt ?? time.GetUtcNow(),
        };
        Tell(Of(_subscriptions[subscriptionId], "customer.subscription.deleted"));
    }

    private string AddPayment(
        string customerId, Price price, GatewayPaymentStatus status, Order? order, string? invoiceId)
    {
        string id = NewId("pi");
        _payments[id] = new GatewayPayment
        {
            Id = id,
            CustomerId = customerId,
            Order = order,
            InvoiceId = invoiceId,
            Status = status,
            Amount = price.Amount,
            Currency = price.Currency,
            CreatedAt = time.GetUtcNow(),
        };
        return id;
    }

    private void Change(string subscriptionId, Func<GatewaySubscription, GatewaySubscription> change)
    {
        Set(_subscriptions, subscriptionId, change);
        Tell(Of(_subscriptions[subscriptionId], "customer.subscription.updated"));
    }

    private void Complete(CheckoutSession session, Func<CheckoutSession, CheckoutSession> change)
    {
        Set(_checkouts, session.Id, checkout => change(checkout with { IsComplete = true, Url = null }));
        Tell(Of(_checkouts[session.Id], "checkout.session.completed"));
    }

    private bool IsOpen(string sessionId, out CheckoutSession session)
    {
        session = _checkouts[sessionId];
        return session is { IsComplete: false, Url: not null } && !_deletedCustomers.Contains(session.CustomerId!);
    }

    private void Happen(Action happening)
    {
        lock (_lock) happening();
    }

    private static void Set<T>(Dictionary<string, T> objects, string id, Func<T, T> change) =>
        objects[id] = change(objects[id]);

    private GatewayEvent Of(CheckoutSession session, string type) => NewEvent(type) with
    {
        CustomerId = session.CustomerId,
        CheckoutId = session.Id,
        SubscriptionId = session.SubscriptionId,
        PaymentId = session.PaymentId,
    };

    private GatewayEvent Of(GatewaySubscription subscription, string type) =>
        NewEvent(type) with { CustomerId = subscription.CustomerId, SubscriptionId = subscription.Id };

    private GatewayEvent Of(GatewayInvoice invoice, string type) => NewEvent(type) with
    {
        CustomerId = invoice.CustomerId,
        InvoiceId = invoice.Id,
        SubscriptionId = invoice.SubscriptionId,
    };
}
