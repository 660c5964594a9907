using System.Text.Json.Nodes;
using Understudy.Domain.Billing.Gateway;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>A gateway, and a Stripe for it.</summary>
public abstract class StripeTest(StripeSchema schema) : IClassFixture<StripeSchema>, IAsyncLifetime
{
    private protected static readonly Uri Success = new("https://app.example/done?session={CHECKOUT_SESSION_ID}&name=山");
    private protected static readonly Uri Cancel = new("https://app.example/cancel?a=1&b=2");

    private protected StripeDouble Stripe { get; private set; } = null!;

    private protected StripeGateway Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Stripe = await StripeDouble.StartAsync(schema);
        Gateway = new StripeGateway(Stripe.Options, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        Gateway.Dispose();
        await Stripe.DisposeAsync();
    }

    private protected Task<string> CustomerAsync(string key = "customer") =>
        Gateway.CreateCustomerAsync(new NewCustomer("user-1", "a@example.com", "山田 太郎"), key, default);

    private protected async Task<CheckoutSession> OpenAsync(Order order, string key = "checkout") =>
        await Gateway.OpenCheckoutAsync(new NewCheckout(await CustomerAsync(), order, Success, Cancel), key, default);

    private protected async Task<JsonObject> SubscribeAsync() => Stripe.Books.Subscribe(
        Stripe.Books[(await OpenAsync(new Order.Standard("user-1", "order-1"))).Id]);

    private protected async Task<JsonObject> BuyAsync(int packs = 3) => Stripe.Books.Buy(
        Stripe.Books[(await OpenAsync(new Order.ExtraMinutes("user-1", "order-1", packs))).Id]);
}
