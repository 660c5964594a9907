using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Products.Clone;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>A gateway, put together as in the app, and a Stripe for it.</summary>
public abstract class StripeTest : IAsyncLifetime
{
    private protected static readonly Uri Success = new("https://app.example/done?session={CHECKOUT_SESSION_ID}&name=山");
    private protected static readonly Uri Cancel = new("https://app.example/cancel?a=1&b=2");

    private readonly List<ServiceProvider> _apps = [];

    private protected StripeDouble Stripe { get; private set; } = null!;

    private protected IPaymentGateway Gateway { get; private set; } = null!;

    /// <summary>Everything that was logged, down to the least of it.</summary>
    private protected LogLines Log { get; } = new();

    public async Task InitializeAsync()
    {
        Stripe = await StripeDouble.StartAsync();
        Gateway = Make(Stripe.Options);
    }

    public async Task DisposeAsync()
    {
        foreach (ServiceProvider app in _apps) await app.DisposeAsync();
        await Stripe.DisposeAsync();
    }

    private protected IPaymentGateway Make(StripeOptions options)
    {
        ServiceProvider app = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton(new Catalogue(CloneOffers.All, new EarlierCloneSales()))
            .AddSingleton<OrderMetadata>()
            .AddStripe(options)
            .BuildServiceProvider();
        _apps.Add(app);
        return app.GetRequiredService<IPaymentGateway>();
    }

    private protected Task<string> CustomerAsync(string key = "customer") =>
        Gateway.CreateCustomerAsync(new NewCustomer("user-1", "a@example.com", "山田 太郎"), key, default);

    private protected async Task<CheckoutSession> OpenAsync(Order order, string key = "checkout") =>
        await Gateway.OpenCheckoutAsync(new NewCheckout(await CustomerAsync(), order, Orders.OfferOf(order), Success, Cancel), key, default);

    private protected async Task<JsonObject> SubscribeAsync() => Stripe.Books.Subscribe(
        Stripe.Books[(await OpenAsync(Orders.Standard("user-1", "order-1"))).Id]);

    private protected async Task<JsonObject> BuyAsync(int packs = 3) => Stripe.Books.Buy(
        Stripe.Books[(await OpenAsync(Orders.Packs("user-1", "order-1", packs))).Id]);
}
