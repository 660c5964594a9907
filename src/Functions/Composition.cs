using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Core.Billing.Sandbox;
using Understudy.Functions.Core.Health;
using Understudy.Functions.Core.Media;
using Understudy.Functions.Core.Notifications;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Streaming;
using Understudy.Functions.Products.Clone;
using Understudy.Infrastructure.Egress;
using Understudy.Infrastructure.Files;
using Understudy.Infrastructure.Identity;
using Understudy.Infrastructure.Sqlite;
using Understudy.Infrastructure.Stripe;
using Understudy.Infrastructure.Webhooks;
using Understudy.MediaEngine;
using Understudy.MediaEngine.Avatars;

namespace Understudy.Functions;

/// <summary>Puts the app together: which adapter serves which port is decided here and nowhere else.</summary>
public static class Composition
{
    /// <summary>Adds the whole app to a Functions host.</summary>
    public static FunctionsApplicationBuilder AddUnderstudy(this FunctionsApplicationBuilder builder)
    {
        var options = UnderstudyOptions.Read(builder.Configuration);
        string data = Path.GetFullPath(options.DataFolder);
        DataFolder.Make(data);

        builder.UseWhen<RequestIdMiddleware>(HttpFunctions.Start);
        builder.UseWhen<SecurityHeadersMiddleware>(HttpFunctions.Start);
        builder.UseWhen<CorsMiddleware>(HttpFunctions.Start);
        builder.UseWhen<ErrorMiddleware>(HttpFunctions.Start);
        builder.UseWhen<AuthenticationMiddleware>(HttpFunctions.Start);
        builder.UseWhen<RateLimitMiddleware>(HttpFunctions.Start);
        builder.UseWhen<IdempotencyMiddleware>(HttpFunctions.Start);

        IServiceCollection services = builder.Services;
        AddHttp(services, options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IIdFactory, IdFactory>();
        services.AddSingleton(_ => DataFolder.Take(data));
        services.AddSingleton(new DiskSpace(data, options.FreeDiskReserveBytes));
        services.AddSingleton<IDocumentStore>(provider => new SqliteDocumentStore(
            new SqliteOptions(Path.Combine(data, "documents.db")), provider.GetRequiredService<TimeProvider>()));
        // The data folder has one owner.
        services.AddSingleton(new LeaseHolder(Guid.NewGuid().ToString("N"), IsAlone: true));
        // Before what begins to work: hosted services start in this order, the server last.
        services.AddHostedService<OpenData>();
        AddMedia(services, options, data);
        AddIdentity(builder, options, data);
        AddDomain(services, options);
        // Erased in this order: billing may still grant what was paid, so the wallets go after it.
        services.AddBilling();
        services.AddSingleton(provider => new ReturnUrls(provider.GetRequiredService<Origins>()));
        AddMinutes(services);
        AddPaymentGateway(builder, options, data);
        AddAccounts(services, options, data);
        builder.AddMail(options, data);
        AddWebhooks(services, builder.Environment);
        services.AddClone();
        return builder;
    }

    private static void AddHttp(IServiceCollection services, UnderstudyOptions options)
    {
        RateLimits.Check(options);
        services.AddSingleton(options);
        services.AddSingleton(new Origins(options));
        services.AddSingleton<ProductPaths>();
        services.AddSingleton<HttpFunctions>();
        services.AddSingleton<PolicyLimits>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<SharedReads>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<IPersonalData, IdempotencyData>();
    }

    private static void AddMedia(IServiceCollection services, UnderstudyOptions options, string data)
    {
        services.AddSingleton(new FileMediaOptions(Path.Combine(data, "media"), options.PublicUrl));
        services.AddSingleton<FileMediaStore>();
        services.AddSingleton<IMediaStore>(provider => provider.GetRequiredService<FileMediaStore>());
        services.AddSingleton<AwaitedUploads>();
        services.AddSingleton<IAwaitedUploads, AwaitedAvatars>();
        services.AddSingleton(provider => new SignedMediaEndpoint(
            provider.GetRequiredService<FileMediaStore>(),
            provider.GetRequiredService<UploadGate>(),
            provider.GetRequiredService<AwaitedUploads>().IncludeAsync));
        services.AddAssets(data);
        services.AddSingleton<IMediaEngine>(provider => new EmbeddedMediaEngine(
            provider.GetRequiredService<IMediaStore>(),
            Path.Combine(data, "work"),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EmbeddedMediaEngine>>()));
    }

    private static void AddIdentity(FunctionsApplicationBuilder builder, UnderstudyOptions options, string data)
    {
        if (options.IdentityProvider != "local")
            throw new SettingException(
                nameof(options.IdentityProvider), $"is '{options.IdentityProvider}'; known here: local");
        if (!builder.Environment.IsDevelopment())
            throw new SettingException(
                nameof(options.IdentityProvider),
                "is 'local', which believes everybody; it runs in the Development environment only");
        builder.Services.AddSingleton(_ => SigningKeys.LoadOrCreate(Path.Combine(data, "keys")));
        builder.Services.AddSingleton<LocalIdentityProvider>();
        builder.Services.AddSingleton(provider => provider.GetRequiredService<LocalIdentityProvider>().AsIssuer());
        builder.Services.AddSingleton<FirebaseTokens>();
    }

    private static void AddPaymentGateway(
        FunctionsApplicationBuilder builder, UnderstudyOptions options, string data)
    {
        switch (options.Payments)
        {
            case "sandbox":
                builder.AddSandbox(options, data, StripeWebhook.Path);
                break;
            case "stripe":
                builder.AddStripe(options);
                break;
            default:
                throw new SettingException(
                    nameof(options.Payments), $"is '{options.Payments}'; known here: sandbox, stripe");
        }
    }

    private static void AddAccounts(IServiceCollection services, UnderstudyOptions options, string data)
    {
        services.AddSingleton(new AvatarLinks(options));
        services.AddSingleton<IAvatarMaker>(provider =>
            new AvatarMaker(provider.GetRequiredService<IMediaStore>(), Path.Combine(data, "work")));
        services.AddSingleton<PersonMailer>();
        services.AddSingleton<Profiles>();
        services.AddSingleton<SettingsDesk>();
        services.AddSingleton<Avatars>();
        services.AddSingleton<Exports>();
        services.AddSingleton<PersonalArchive>();
        services.AddSingleton<AccountDeletion>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<IPersonalData, AccountData>();
    }

    private static void AddMinutes(IServiceCollection services)
    {
        services.AddSingleton<WalletLedger>();
        services.AddOffers(CloneOffers.All);
        services.AddSingleton<IEarlierSales, EarlierCloneSales>();
        services.AddSingleton<Minutes>();
        services.AddSingleton<RollOver>();
        services.AddSingleton<IPersonalData, WalletData>();
    }

    private static void AddDomain(IServiceCollection services, UnderstudyOptions options)
    {
        services.AddSingleton<SignInHandler>();
        services.AddSingleton(new LaneLimits(options.MaxWaitingJobs));
        services.AddSingleton<Lanes>();
        services.AddSingleton<LaneGate>();
        services.AddSingleton<IPersonalData, LaneData>();
        services.AddSingleton<Recovery>();
    }

    private static void AddWebhooks(IServiceCollection services, IHostEnvironment environment)
    {
        services.AddWebhookSender(EgressGuard.WithSystemResolver(allowLoopback: environment.IsDevelopment()));
        services.AddSingleton<DeliverySlots>();
        services.AddSingleton<WebhookEndpoints>();
        services.AddSingleton<WebhookDeliveries>();
        services.AddSingleton<WebhookDelivering>();
        services.AddSingleton<IPersonalData, WebhookPersonalData>();
    }
}
