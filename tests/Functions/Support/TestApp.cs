using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Core.Billing.Sandbox;
using Understudy.Functions.Http;
using Understudy.Functions.Tests.OpenApi;
using Understudy.Functions.Tests.SecondProduct;
using Understudy.Infrastructure.Identity;
using Understudy.Infrastructure.Sqlite;
using Understudy.LocalRuntime;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Support;

/// <summary>
/// The whole app on a test server: runtime, pipelines, documents and media, in a data folder of its own. Only the
/// engine is scripted, and the clock can be put forward.
/// </summary>
public sealed class TestApp : IAsyncLifetime
{
    // Making one takes longer than all else that an app does when it starts.
    private static readonly Lazy<string> _signingKey = new(() =>
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    });

    private readonly LogTail _log = new();
    private TempFolder? _folder;
    private IHost? _host;

    /// <summary>
    /// Settings beside those that every test needs; to be changed before the app starts. Tests ask as fast as they can, and
    /// all from one address, so limits are out of the way unless one is tested.
    /// </summary>
    public Dictionary<string, string?> Settings { get; } = new()
    {
        ["RequestsPerMinute"] = "1000000",
        ["AnonymousRequestsPerMinute"] = "1000000",
        ["PageRequestsPerMinute"] = "1000000",
    };

    /// <summary>Settings of the runtime, to be changed before the app starts.</summary>
    public Dictionary<string, string?> Runtime { get; } = [];

    /// <summary>Settings of signing in with Google, to be changed before the app starts.</summary>
    public Dictionary<string, string?> Google { get; } = [];

    /// <summary>Settings by their whole names, to be changed before the app starts.</summary>
    public Dictionary<string, string?> Others { get; } = [];

    /// <summary>Where the app believes itself to be.</summary>
    public string Environment { get; set; } = "Development";

    /// <summary>
    /// Whether its clock begins with the machine's, as it has to where others' clocks matter, and not with a month.
    /// </summary>
    public bool BeginsNow { get; set; }

    /// <summary>What opens the storage account of media, if they are to be in one; to be said before the app starts.</summary>
    public string? MediaStorage { get; set; }

    /// <summary>What is sold beside that which the app's products sell.</summary>
    public IReadOnlyList<Offer> Offers { get; set; } = [];

    /// <summary>What a test puts around the app's document store before the app starts.</summary>
    public Func<IDocumentStore, IDocumentStore>? AroundStore { get; set; }

    /// <summary>What a test adds to the app before it starts.</summary>
    public Action<IServiceCollection>? AddServices { get; set; }

    /// <summary>What the second product's contract allows; to be said before the app starts.</summary>
    internal SecondLimits? SecondLimits { get; set; }

    /// <summary>
    /// Whether the limits of the products' contracts count; to be said before the app starts. Tests ask as fast as they can.
    /// </summary>
    public bool KeepsContractLimits { get; set; }

    /// <summary>The app's clock.</summary>
    public ElasticTime Time { get; } = new();

    /// <summary>The app's engine.</summary>
    public ScriptedEngine Engine => Services.GetRequiredService<ScriptedEngine>();

    /// <summary>What the app has mailed.</summary>
    public Mailbox Mails { get; } = new();

    /// <summary>The folder that holds all that the app keeps.</summary>
    public string DataFolder => _folder?.Path ?? throw new InvalidOperationException("The app has not been started.");

    /// <summary>The deliveries of the payment gateway's events.</summary>
    public Deliveries Deliveries { get; } = new();

    /// <summary>The last lines that the app has logged.</summary>
    public IReadOnlyCollection<string> LogLines => _log.Lines;

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => Host.Services;

    private IHost Host => _host ?? throw new InvalidOperationException("The app has not been started.");

    /// <summary>A client without a token. What it is answered must be what the API's document describes.</summary>
    public HttpClient Anonymous() => new(new AnswerCheck(Host.GetTestServer().CreateHandler()))
    {
        BaseAddress = new Uri("http://localhost/"),
        Timeout = Limits.Wait,
    };

    /// <summary>A person with an account, a new one each time.</summary>
    public async Task<Person> NewPersonAsync()
    {
        try
        {
            return await Person.SignInAsync(this, $"{Guid.NewGuid():N}@example.com");
        }
        catch (Exception failure)
        {
            throw _log.Explain("Nobody could sign in", failure);
        }
    }

    /// <summary>The minutes of a person.</summary>
    public Task<WalletBalance> BalanceAsync(Person person) =>
        Services.GetRequiredService<WalletLedger>().GetBalanceAsync(Minutes.Wallet(person.Id));

    /// <summary>Whether any media are stored under that path, such as <c>library/videos/owner/id</c>.</summary>
    public bool HasMedia(string path) => Directory.Exists(Path.Combine(_folder!.Path, "media", path)) &&
        Directory.EnumerateFiles(Path.Combine(_folder.Path, "media", path), "*", SearchOption.AllDirectories).Any();

    /// <summary>
    /// Puts the clock forward until there is an answer that is wanted: again when what waits began to wait later.
    /// </summary>
    public async Task<T> AdvanceUntilAsync<T>(TimeSpan by, Func<Task<T>> ask, Func<T, bool> wanted)
    {
        for (int attempt = 1; ; attempt++)
        {
            Time.Advance(by);
            try
            {
                // Longer each time, so that a slow machine gets its time, and not too much passes by the clock.
                return await Eventually.GetAsync(ask, wanted, within: TimeSpan.FromSeconds(Math.Pow(1.25, attempt - 1)));
            }
            catch (TimeoutException) when (attempt < 20)
            {
                // What is waited for had not begun to wait when the clock was put forward.
            }
        }
    }

    public async Task InitializeAsync()
    {
        // A month that ends during a test would change the balances.
        DateTimeOffset now = Time.GetUtcNow();
        DateTimeOffset nextMonth = new DateTimeOffset(now.Year, now.Month, 5, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
        if (!BeginsNow) Time.Advance(nextMonth - now);
        _folder = new TempFolder();
        // Elsewhere no app signs for Firebase.
        if (Environment == "Development")
        {
            DirectoryInfo keys = Directory.CreateDirectory(Path.Combine(_folder.Path, "keys"));
            await File.WriteAllTextAsync(Path.Combine(keys.FullName, "signing-key.pem"), _signingKey.Value);
        }

        try
        {
            await StartAsync();
        }
        catch (Exception failure)
        {
            // Nobody disposes of what could not be initialized.
            _host?.Dispose();
            _folder.Dispose();
            throw _log.Explain("The app did not start", failure);
        }
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        _folder?.Dispose();
    }

    /// <summary>Stops the app and starts it again over the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Stops the app, and starts it again over the same data after that time.</summary>
    public async Task StopForAsync(TimeSpan downtime)
    {
        await StopAsync();
        Time.Advance(downtime);
        await StartAsync();
    }

    private async Task StartAsync()
    {
        string data = _folder!.Path;
        if (!KeepsContractLimits && SecondLimits is null) Settings["ContractLimitFactor"] = "1000000";
        FunctionsApplicationBuilder builder =
            Builder(data, Environment, Settings, google: Google, others: Others, media: MediaStorage);
        builder.Configuration.AddInMemoryCollection(
            Runtime.Select(setting => KeyValuePair.Create($"LocalRuntime:{setting.Key}", setting.Value)));
        builder.Logging.AddProvider(_log).AddFilter<LogTail>(null, LogLevel.Information);
        builder.Services.AddSingleton<IServer, TestServer>();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<ScriptedEngine>();
        builder.Services.AddKeyedSingleton<IMediaEngine>(
            "embedded", (provider, _) => provider.GetRequiredService<ScriptedEngine>());
        builder.Services.AddSingleton<ISpeechReader>(provider => provider.GetRequiredService<ScriptedEngine>());
        // What makes guessing slow would make tests slow that sign in; how slow it is, CompositionTests say.
        builder.Services.AddSingleton<IPasswordHasher>(new IdentityPasswordHasher(iterations: 1000));
        AddServices?.Invoke(builder.Services);
        builder.Services.AddSingleton(provider =>
        {
            StoreUse store = new(new SqliteDocumentStore(
                new SqliteOptions(Path.Combine(data, "documents.db")), provider.GetRequiredService<TimeProvider>()));
            return AroundStore?.Invoke(store) ?? store;
        });
        builder.Services.AddSingleton<IMailer>(Mails);
        if (SecondLimits is { } limits) builder.Services.AddSingleton(limits);
        builder.Services.AddOffers(Offers);
        builder.Services.AddHttpClient(EventDelivery.ClientName).ConfigurePrimaryHttpMessageHandler(
            services => Deliveries.To((TestServer)services.GetRequiredService<IServer>()));
        _host = builder.UseLocalRuntimeUnlessHosted().Build();
        await _host.StartAsync();
    }

    /// <summary>The app as Program.cs builds it, with its data in that folder.</summary>
    public static FunctionsApplicationBuilder Builder(
        string data,
        string environment = "Development",
        IReadOnlyDictionary<string, string?>? settings = null,
        string? collector = null,
        IReadOnlyDictionary<string, string?>? google = null,
        IReadOnlyDictionary<string, string?>? others = null,
        string? media = null)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Environment.EnvironmentName = environment;
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Understudy:DataFolder"] = data,
            ["Understudy:PublicUrl"] = "http://localhost",
            ["Understudy:WebOrigins"] = "https://app.example.com",
            ["LocalRuntime:DataFolder"] = Path.Combine(data, "runtime"),
            ["Understudy:Media"] = media is null ? "files" : "blobs",
            ["MediaStorage"] = media ?? $"files={Path.Combine(data, "media")}",
        });
        builder.Configuration.AddInMemoryCollection(
            settings?.ToDictionary(setting => $"Understudy:{setting.Key}", setting => setting.Value));
        builder.Configuration.AddInMemoryCollection(
            google?.ToDictionary(setting => $"Google:{setting.Key}", setting => setting.Value));
        builder.Configuration.AddInMemoryCollection(others);
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware((context, next) =>
        {
            StoreUse.Begin(HttpFunctions.Start(context) ? context.FunctionDefinition.Name : null);
            return next();
        });
        builder.AddUnderstudy();
        builder.Services.AddSecondProduct();
        builder.Services.Configure<LocalRuntimeOptions>(options =>
            options.FunctionTypes = [.. typeof(Composition).Assembly.GetTypes(), .. typeof(TestApp).Assembly.GetExportedTypes()]);
        return builder;
    }

    private async Task StopAsync()
    {
        if (_host is null) return;
        await _host.StopAsync();
        _host.Dispose();
        _host = null;
    }
}
