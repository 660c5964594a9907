using System.Globalization;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions.Http.Reference;
using Understudy.Infrastructure.Sandbox;

namespace Understudy.Functions.Core.Billing.Sandbox;

/// <summary>What the portal shows.</summary>
internal static class PortalPage
{
    /// <summary>Button: end the subscription with its period.</summary>
    public const string Cancel = "cancel";

    /// <summary>Button: let it go on after all.</summary>
    public const string Resume = "resume";

    /// <summary>Button: end it at once.</summary>
    public const string End = "end";

    /// <summary>Button: a card that pays.</summary>
    public const string Visa = "visa";

    /// <summary>Button: another card that pays.</summary>
    public const string Mastercard = "mastercard";

    /// <summary>Button: a card that does not pay.</summary>
    public const string Fail = "fail";

    /// <summary>Button: pay the open invoice.</summary>
    public const string Pay = "pay";

    /// <summary>Button: give money back.</summary>
    public const string Refund = "refund";

    /// <summary>Button: the customer asks their bank for the money.</summary>
    public const string Dispute = "dispute";

    /// <summary>Button: the bank decides for us.</summary>
    public const string Win = "win";

    /// <summary>Button: the bank decides for the customer.</summary>
    public const string Lose = "lose";

    /// <summary>The page.</summary>
    public static SandboxPage Of(
        Uri returnUrl,
        SandboxCustomer? customer,
        IReadOnlyList<SandboxSubscription> subscriptions,
        IReadOnlyList<SandboxInvoice> invoices,
        IReadOnlyList<SandboxPayment> payments,
        bool isUnchanged) => new(
            "Billing portal",
            Html.Of(
                $"""
                <section>
                <h1>Billing of {customer?.Name}</h1>
                <p class="soft">{customer?.Email}</p>
                {(isUnchanged ? Unchanged : Html.None)}
                <p><a class="button main" href="{returnUrl.AbsoluteUri}">Go back</a></p>
                </section>
                {(subscriptions.Count > 0 ? Html.All(subscriptions.Select(Subscription)) : NoSubscription)}
                <section>
                <h2>Invoices</h2>
                {Table("Invoice", "Made", "Amount", "State", invoices, Invoice)}
                </section>
                <section>
                <h2>Payments</h2>
                {Table("Payment", "Begun", "Amount", "State", payments, Payment)}
                </section>
                """))
        { IsNarrow = false };

    private static Html Unchanged => Html.Of(
        $"<p class=\"bad\" role=\"alert\">That was not possible any more; nothing has changed.</p>");

    private static Html NoSubscription => Html.Of(
        $"<section><h2>Subscription</h2><p class=\"soft\">There is none.</p></section>");

    private static Html Subscription(SandboxSubscription subscription)
    {
        string next = SandboxPage.Time(subscription.DueAt ?? subscription.EndedAt ?? subscription.PeriodEnd);
        Html state = subscription switch
        {
            { IsOver: true } => Html.Of($"<b>Over</b> since {next}"),
            { Status: GatewaySubscriptionStatus.PastDue } => Html.Of(
                $"<b class=\"bad\">Past due</b>: a payment failed, the next attempt is at {next}"),
            { CancelAtPeriodEnd: true } => Html.Of($"<b>Active</b>, ends with the period"),
            _ => Html.Of($"<b class=\"good\">Active</b>"),
        };
        PaymentCard card = subscription.Card;
        string declined = SandboxCards.Pays(card) ? "" : ", which will be declined";
        return Html.Of(
            $"""
            <section>
            <h2>{Heading(subscription.Line)}</h2>
            <dl>
            <dt>State</dt><dd>{state}</dd>
            <dt>Period</dt><dd>{SandboxPage.Time(subscription.PeriodStart)} to {SandboxPage.Time(subscription.PeriodEnd)}</dd>
            <dt>Card</dt><dd>{card.Brand} ·· {card.Last4}{declined}</dd>
            <dt>Id</dt><dd><code>{subscription.Id}</code></dd>
            </dl>
            {(subscription.IsOver ? Html.None : SubscriptionButtons(subscription))}
            </section>
            """);
    }

    private static string Heading(SandboxLine? line) => line is null
        ? "Subscription"
        : $"{line.Title}, {Currencies.Format(line.Price.Amount, line.Price.Currency)} a month";

    private static Html SubscriptionButtons(SandboxSubscription subscription)
    {
        List<Html> period = [];
        if (subscription.Failures > 0) period.Add(Button(Pay, "Pay the open invoice"));
        period.Add(subscription.CancelAtPeriodEnd
            ? Button(Resume, "Let it go on after all")
            : Button(Cancel, "Cancel at the period's end"));
        period.Add(Button(End, "Cancel at once"));
        List<Html> card = [];
        if (subscription.Card.Last4 != "4242") card.Add(Button(Visa, "Pay by visa ·· 4242"));
        if (subscription.Card.Last4 != "4444") card.Add(Button(Mastercard, "Pay by mastercard ·· 4444"));
        if (SandboxCards.Pays(subscription.Card)) card.Add(Button(Fail, "Make the next renewal fail"));
        return Html.Of($"{Form(subscription.Id, period)}{Form(subscription.Id, card)}");
    }

    private static Html Invoice(SandboxInvoice invoice) => Html.Of(
        $"""
        <tr><td><code>{invoice.Id}</code></td><td>{SandboxPage.Time(invoice.CreatedAt)}</td>
        <td class="number">{Currencies.Format(invoice.Amount, invoice.Currency)}</td><td>{InvoiceState(invoice)}</td></tr>
        """);

    private static string InvoiceState(SandboxInvoice invoice) => invoice.State switch
    {
        SandboxInvoiceState.Paid => "Paid",
        SandboxInvoiceState.Void => "Void",
        _ => string.Create(CultureInfo.InvariantCulture, $"Open, {invoice.Attempts} failed"),
    };

    private static Html Payment(SandboxPayment payment)
    {
        List<string> states =
        [
            payment.Status switch
            {
                GatewayPaymentStatus.Succeeded => "Succeeded",
                GatewayPaymentStatus.Failed => "Failed",
                _ => "Pending",
            },
        ];
        if (payment.Refunded > 0) states.Add($"{Currencies.Format(payment.Refunded, payment.Currency)} refunded");
        if (payment.Dispute is { } dispute)
        {
            states.Add(dispute.State switch
            {
                SandboxDisputeState.Open => $"{Currencies.Format(dispute.Amount, payment.Currency)} disputed",
                SandboxDisputeState.Won => "dispute won",
                _ => "dispute lost",
            });
        }
        return Html.Of(
            $"""
            <tr><td><code>{payment.Id}</code></td><td>{SandboxPage.Time(payment.CreatedAt)}</td>
            <td class="number">{Currencies.Format(payment.Amount, payment.Currency)}</td><td>{string.Join(", ", states)}
            {PaymentButtons(payment)}</td></tr>
            """);
    }

    private static Html PaymentButtons(SandboxPayment payment)
    {
        if (payment.Dispute is { State: SandboxDisputeState.Open })
            return Form(payment.Id, [Button(Win, "Dispute is won"), Button(Lose, "Dispute is lost")]);
        if (payment.Refundable() == 0) return Html.None;
        string left = payment.Refundable().ToString(CultureInfo.InvariantCulture);
        List<Html> buttons =
        [
            Html.Of(
                $"""
                <input name="amount" type="number" min="1" max="{left}" value="{left}" aria-label="{UnitOf(payment.Currency)} to refund" />
                """),
            Button(Refund, "Refund"),
        ];
        if (payment.Dispute is null) buttons.Add(Button(Dispute, "Dispute"));
        return Form(payment.Id, buttons);
    }

    // What is typed in is what the gateway counts in.
    private static string UnitOf(string currency) => currency == "jpy" ? "Yen"
        : Currencies.DecimalsOf(currency) switch
        {
            0 => currency.ToUpperInvariant(),
            2 => $"Hundredths of {currency.ToUpperInvariant()}",
            _ => $"Thousandths of {currency.ToUpperInvariant()}",
        };

    private static Html Table<T>(
        string what, string when, string amount, string stands, IReadOnlyList<T> rows, Func<T, Html> row) =>
        rows.Count == 0
            ? Html.Of($"<p class=\"soft\">There are none.</p>")
            : Html.Of(
                $"""
                <table>
                <thead><tr><th>{what}</th><th>{when}</th><th>{amount}</th><th>{stands}</th></tr></thead>
                <tbody>{Html.All(rows.Select(row))}</tbody>
                </table>
                """);

    private static Html Form(string id, IEnumerable<Html> content) => Html.Of(
        $"<form class=\"row\" method=\"post\"><input type=\"hidden\" name=\"id\" value=\"{id}\" />{Html.All(content)}</form>");

    private static Html Button(string action, string label) =>
        Html.Of($"<button name=\"action\" value=\"{action}\">{label}</button>");
}
