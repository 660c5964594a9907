namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>What the double refuses, so that what it takes says something of the gateway.</summary>
public sealed class StripeRequestsTests
{
    [Theory]
    [InlineData("POST", "/v1/checkout/sessions", "mode=payment&line_items[0][quantity]=2&metadata[any]=thing")]
    [InlineData("GET", "/v1/invoices/in_1", "expand[0]=payments.data.payment.payment_intent")]
    [InlineData("GET", "/v1/invoice_payments", "payment[type]=payment_intent&limit=1")]
    public void What_the_version_has_is_read(string method, string path, string form) =>
        StripeRequests.Read(method, path, form).Count.ShouldBeGreaterThan(0);

    [Theory]
    [InlineData("POST", "/v1/checkout/sessions", "payment_method_types[0]=card", ".payment_method_types is unknown")]
    [InlineData("POST", "/v1/checkout/sessions", "Mode=payment", ".Mode is unknown")]
    [InlineData("POST", "/v1/checkout/sessions", "line_items[0][price_data][amount]=1", "[0].price_data.amount is unknown")]
    [InlineData("POST", "/v1/checkout/sessions", "line_items[0][quantity]=two", "two")]
    [InlineData("POST", "/v1/checkout/sessions", "line_items[1][quantity]=2", ".line_items is no list")]
    [InlineData("POST", "/v1/checkout/sessions", "line_items[0][price_data][recurring]=", ".line_items[0].price_data.recurring")]
    [InlineData("POST", "/v1/checkout/sessions", "mode[0]=payment", ".mode has members")]
    [InlineData("POST", "/v1/customers", "email=", ".email is ''")]
    [InlineData("GET", "/v1/payment_intents/pi_1", "invoice=in_1", ".invoice is unknown")]
    [InlineData("GET", "/v1/charges/ch_1", "", "There is no GET /v1/charges/ch_1")]
    public void What_the_version_does_not_have_is_refused(string method, string path, string form, string named) =>
        Should.Throw<FormatException>(() => StripeRequests.Read(method, path, form)).Message.ShouldContain(named);
}
