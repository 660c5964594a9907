using Understudy.Domain.Billing;
using Understudy.Functions.Http.Reference;
using Understudy.Infrastructure.Sandbox;

namespace Understudy.Functions.Core.Billing.Sandbox;

/// <summary>What a checkout's page shows.</summary>
internal static class CheckoutPage
{
    /// <summary>Button: a card pays.</summary>
    public const string Pay = "pay";

    /// <summary>Button: a convenience store is going to take the money.</summary>
    public const string Promise = "konbini";

    /// <summary>Button: the store's money arrives.</summary>
    public const string Arrive = "arrive";

    /// <summary>Button: the store's money never comes.</summary>
    public const string Miss = "miss";

    /// <summary>Button: a card does not pay.</summary>
    public const string Decline = "decline";

    /// <summary>Button: back to the shop.</summary>
    public const string Cancel = "cancel";

    /// <summary>The page of a checkout as it stands.</summary>
    /// <param name="checkout">The checkout.</param>
    /// <param name="customer">Who pays.</param>
    /// <param name="now">The time.</param>
    /// <param name="isDeclined">Whether a card was just declined.</param>
    public static SandboxPage Of(
        SandboxCheckout checkout, SandboxCustomer? customer, DateTimeOffset now, bool isDeclined) => checkout.State switch
        {
            SandboxCheckoutState.Open when checkout.DueAt > now => Open(checkout, customer, isDeclined),
            SandboxCheckoutState.AwaitingMoney => Voucher(checkout, customer),
            SandboxCheckoutState.Paid => SandboxPage.Message(
                "This is paid", "All done: nothing is left to do here, and nothing is charged twice.", checkout.Success()),
            SandboxCheckoutState.Unpaid => SandboxPage.Message(
                "The money never came", "The voucher has expired, and nothing was bought.", checkout.Cancel()),
            _ => SandboxPage.Message(
                "This checkout has expired",
                "It could be paid for 24 hours. Nothing was charged; begin the purchase again.",
                checkout.Cancel()),
        };

    private static SandboxPage Open(SandboxCheckout checkout, SandboxCustomer? customer, bool isDeclined)
    {
        Html konbini = checkout.Sells().IsMonthly
            ? Html.None
            : Html.Of($"<button name=\"action\" value=\"{Promise}\">Pay at a convenience store</button>");
        Html declined = isDeclined
            ? Html.Of($"<p class=\"bad\" role=\"alert\">The card was declined. Nothing was charged.</p>")
            : Html.None;
        return new SandboxPage(
            "Checkout",
            Html.Of(
                $"""
                {Summary(checkout, customer)}
                <section>
                <h2>How does it go?</h2>
                {declined}
                <form method="post">
                <button class="main" name="action" value="{Pay}">Pay by card ·· 4242</button>
                {konbini}
                <button name="action" value="{Decline}">The card is declined</button>
                <button name="action" value="{Cancel}">Cancel and go back</button>
                </form>
                </section>
                """),
            StatusCodes.Status200OK,
            checkout.Success(),
            checkout.Cancel());
    }

    private static SandboxPage Voucher(SandboxCheckout checkout, SandboxCustomer? customer) => new(
        "Pay at a convenience store",
        Html.Of(
            $"""
            {Summary(checkout, customer)}
            <section>
            <h2>Now go to the convenience store</h2>
            <p>The order is placed and not paid. The voucher works until {SandboxPage.Time(checkout.DueAt!.Value)}. The
            <a href="{checkout.Success().AbsoluteUri}">shop</a> waits for the money. What becomes of it?</p>
            <form method="post">
            <button class="main" name="action" value="{Arrive}">The money arrives</button>
            <button name="action" value="{Miss}">It never comes</button>
            </form>
            </section>
            """));

    private static Html Summary(SandboxCheckout checkout, SandboxCustomer? customer)
    {
        SandboxLine line = checkout.Sells();
        (string rhythm, string what) = line.IsMonthly
            ? ("a month", "A subscription, renewed each month until it is cancelled")
            : ("once", $"{line.Quantity} × {line.Contents}, {Currencies.Format(line.Price.Amount, line.Price.Currency)} each");
        return Html.Of(
            $"""
            <section>
            <h1>{line.Title}</h1>
            <p class="price">{Currencies.Format(checkout.Amount, line.Price.Currency)} <small>{rhythm}</small></p>
            <dl>
            <dt>What</dt><dd>{what}</dd>
            <dt>For</dt><dd>{customer?.Name}</dd>
            <dt>Receipt</dt><dd>{customer?.Email}</dd>
            </dl>
            </section>
            """);
    }
}
