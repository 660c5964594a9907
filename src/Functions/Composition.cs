using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Notifications;
using Understudy.Domain.People;
using Understudy.Domain.Persistence;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Core.Billing.Sandbox;
using Understudy.Functions.Core.Health;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Core.Media;
using Understudy.Functions.Core.Notifications;
using Understudy.Functions.Core.Publishing;
using Understudy.Functions.Core.Telemetry;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Streaming;
using Understudy.Functions.Products.Clone;
using Understudy.Functions.Products.FilmStudio;
using Understudy.Functions.Products.Sora;
using Understudy.Functions.Products.VideoSystem;
using Understudy.Functions.Products.VoiceCloning;
using Understudy.Infrastructure.Egress;
using Understudy.Infrastructure.Files;
using Understudy.Infrastructure.Identity;
using Understudy.Infrastructure.Machine;
using Understudy.Infrastructure.Sqlite;
using Understudy.Infrastructure.Stripe;
using Understudy.Infrastructure.Webhooks;
using Understudy.MediaEngine.Avatars;

namespace Understudy.Functions;

/// <summary>Puts the app together: which adapter serves which port is decided here and nowhere else.</summary>
public static class Composition
{
    /// <summary>Adds the whole app to a Functions host.</summary>
    public static FunctionsApplicationBuilder AddUnderstudy(this FunctionsApplicationBuilder builder)
    {
        builder.Configuration.RefuseReferences();
        foreach (Type type in Settings.Types) builder.Services.AddSingleton(type, builder.Configuration.Read(type));
        DataOptions kept = builder.Configuration.Read<DataOptions>();
        string data = Path.GetFullPath(kept.DataFolder);
        DataFolder.Make(data);

        builder.UseWhen<RequestIdMiddleware>(HttpFunctions.Start);
        builder.UseWhen<SecurityHeadersMiddleware>(HttpFunctions.Start);
        builder.UseWhen<CorsMiddleware>(HttpFunctions.Start);
        builder.UseWhen<ErrorMiddleware>(HttpFunctions.Start);
        builder.UseWhen<AuthenticationMiddleware>(HttpFunctions.Start);
        builder.UseWhen<RateLimitMiddleware>(HttpFunctions.Start);
        builder.UseWhen<IdempotencyMiddleware>(HttpFunctions.Start);

        IServiceCollection services = builder.Services;
        AddHttp(services);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IIdFactory, IdFactory>();
        services.AddSingleton<IMachineLoad>(
            provider => new MachineLoadMeter("/", provider.GetRequiredService<TimeProvider>()));
        // Where nothing is kept, it is for work in hand: each process has one, for a Functions host that starts the app anew
        // lets the one before end what it is about.
        services.AddSingleton(_ => KeepsData(builder, kept)
            ? DataFolder.Take(data)
            : DataFolder.TakeOneIn(Path.Combine(data, "instances")));
        services.AddSingleton(new DiskSpace(data, kept.FreeDiskReserveBytes));
        AddDocuments(builder, kept, data);
        // Before what begins to work: hosted services start in this order, the server last.
        services.AddHostedService<OpenData>();
        AddMedia(builder, data);
        builder.AddSignIn();
        builder.AddIdentity(data);
        AddDomain(services);
        services.AddJobs(builder.Configuration);
        // Erased in this order: billing may still grant what was paid, so the wallets go after it.
        services.AddBilling();
        services.AddSingleton(provider => new ReturnUrls(provider.GetRequiredService<Origins>()));
        AddLedger(services);
        AddPaymentGateway(builder, data);
        AddAccounts(services);
        builder.AddMail(builder.Configuration.Read<MailOptions>(), data);
        AddWebhooks(services, builder.Environment);
        builder.AddPublishing(data);
        services.AddClone();
        services.AddVideoSystem();
        services.AddSora();
        services.AddVoiceCloning();
        services.AddFilmStudio();
        builder.AddTelemetry(builder.Configuration.Read<TelemetryOptions>());
        return builder;
    }

    private static bool KeepsData(FunctionsApplicationBuilder builder, DataOptions kept) =>
        kept.Documents == "sqlite" || builder.Configuration.Read<MediaOptions>().Media != MediaOptions.Blobs;

    private static void AddDocuments(FunctionsApplicationBuilder builder, DataOptions kept, string data)
    {
        bool isShared = kept.Documents == "cosmos";
        if (isShared) builder.AddCosmos();
        else builder.Services.AddSingleton<IDocumentStore>(provider => new SqliteDocumentStore(
            new SqliteOptions(Path.Combine(data, "documents.db")), provider.GetRequiredService<TimeProvider>()));
        // The data folder has one owner; the account may serve other machines, too.
        builder.Services.AddSingleton(new LeaseHolder(Guid.NewGuid().ToString("N"), IsAlone: !isShared));
        builder.Services.AddSingleton<PiecewiseCounter>();
    }

    private static void AddHttp(IServiceCollection services)
    {
        services.AddSingleton<Origins>();
        services.AddSingleton<ProductPaths>();
        services.AddSingleton<HttpFunctions>();
        services.AddSingleton<PolicyLimits>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<SharedReads>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<IPersonalData, IdempotencyData>();
    }

    private static void AddMedia(FunctionsApplicationBuilder builder, string data)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton<AwaitedUploads>();
        services.AddSingleton<IAwaitedUploads, AwaitedAvatars>();
        services.AddAssets();
        if (builder.Configuration.Read<MediaOptions>().Media == MediaOptions.Blobs) builder.AddBlobs();
        else services.AddFiles(data);
    }

    private static void AddPaymentGateway(FunctionsApplicationBuilder builder, string data)
    {
        PaymentOptions options = builder.Configuration.Read<PaymentOptions>();
        if (options.Payments == "stripe") builder.AddStripe(options);
        else builder.AddSandbox(options, data, StripeWebhook.Path);
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<DirectoryKeeper>();
        services.AddSingleton<IAccountFollower>(provider => provider.GetRequiredService<DirectoryKeeper>());
        services.AddSingleton<DirectorySweep>();
        services.AddSingleton<IPersonalData, DirectoryData>();
        services.AddSingleton<AvatarLinks>();
        services.AddSingleton<IAvatarMaker, AvatarMaker>();
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

    private static void AddLedger(IServiceCollection services)
    {
        services.AddSingleton<ILedgerLog, LedgerLog>();
        services.AddSingleton<WalletLedger>();
        services.AddSingleton<IPersonalData, WalletData>();
    }

    private static void AddDomain(IServiceCollection services)
    {
        services.AddSingleton<SignInHandler>();
    }

    private static void AddWebhooks(IServiceCollection services, IHostEnvironment environment)
    {
        var guard = EgressGuard.WithSystemResolver(allowLoopback: environment.IsDevelopment());
        services.AddWebhookSender(guard);
        services.AddForeignAddresses(guard);
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<DeliverySlots>();
        services.AddSingleton<WebhookEndpoints>();
        services.AddSingleton<IStandingAccess>(provider => provider.GetRequiredService<WebhookEndpoints>());
        services.AddSingleton<WebhookDeliveries>();
        services.AddSingleton<WebhookDelivering>();
        services.AddSingleton<IPersonalData, WebhookPersonalData>();
    }
}
