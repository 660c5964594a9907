using System.Text.Json;
using System.Text.RegularExpressions;

namespace Understudy.Infra.Tests;

/// <summary>
/// Every setting that the app reads is set or has a default that is right on Azure, and nothing is set that nobody reads.
/// What the app reads stands in <c>local.settings.sample.json</c>; a test of the app holds that.
/// </summary>
public sealed partial class SettingsTests
{
    private static readonly IReadOnlyCollection<string> _read = JsonSerializer.Deserialize<Sample>(
        File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")))!.Values.Keys;

    /// <summary>What is not set, and why.</summary>
    private static readonly Dictionary<string, string> _defaults = new()
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "Flex Consumption says it in the plan, and refuses it as a setting",
        ["AzureWebJobsStorage"] = "an identity's connection is several settings, AzureWebJobsStorage:…",
        ["MediaStorage"] = "likewise",
        ["ServiceBus"] = "likewise",
        ["Cosmos:ConnectionString"] = "of an emulator; here an identity opens the account",
        ["EngineWorker:Concurrency"] = "the workers' own",
        ["FIREBASE_AUTH_EMULATOR_HOST"] = "for the Development environment; the app does not start with it elsewhere",
        ["Firebase:KeysEndpoint"] = "Google's own",
        ["LocalRuntime:DataFolder"] = "the runtime of one machine's",
        ["LocalRuntime:MasterKey"] = "likewise",
        ["Understudy:FreeDiskReserveBytes"] = "a twentieth of a small disk is right for work in hand",
        ["Understudy:Admins"] = "for the Development environment; elsewhere an operator gives the role",
        ["Google:TokenEndpoint"] = "Google's own",
        ["Google:KeysEndpoint"] = "Google's own",
        ["Understudy:YouTubeAuthorizationUrl"] = "Google's own",
        ["Understudy:YouTubeTokenUrl"] = "Google's own",
        ["Understudy:YouTubeRevocationUrl"] = "Google's own",
        ["Understudy:YouTubeApiUrl"] = "Google's own",
        ["Understudy:YouTubeUploadUrl"] = "Google's own",
        ["Understudy:SandboxMonthSeconds"] = "the sandbox's",
        ["Understudy:RequestsPerMinute"] = "the contract's",
        ["Understudy:CreationsPerMinute"] = "the contract's",
        ["Understudy:AnonymousRequestsPerMinute"] = "the default suits an instance",
        ["Understudy:PageRequestsPerMinute"] = "the default suits an instance",
        ["Understudy:WebhookRequestsPerMinute"] = "the default suits an instance",
        ["Understudy:ContractLimitFactor"] = "the contracts' own",
        ["Understudy:StreamsPerAccount"] = "the default suits an instance",
        ["Understudy:MaxWaitingJobs"] = "the default suits any number of instances: documents count",
        ["Understudy:CdnUrl"] = "none, until somebody puts one before the storage account",
        ["Understudy:SoraVideoSeconds"] = "the contract's",
        ["Understudy:SoraFramesPerSecond"] = "the contract's",
        ["Understudy:SoraApiUrl"] = "nobody's: whoever has a provider of films says where it is",
        ["Understudy:SoraApiKey"] = "likewise",
        ["Understudy:SoraApiModel"] = "likewise",
        ["Understudy:SoraApiCreatePath"] = "likewise",
        ["Understudy:SoraApiRecordPath"] = "likewise",
        ["Understudy:SoraApiLookUpPath"] = "likewise",
        ["Understudy:SoraApiPollSeconds"] = "the default suits any number of instances",
        ["Understudy:SoraApiPatienceMinutes"] = "likewise",
        ["Understudy:SoraApiMaxBytes"] = "likewise",
        ["Understudy:SoraApiJobs"] = "likewise",
        ["Understudy:WhisperModel"] = "the embedded engine's, which does not work there",
        ["Understudy:TrustedProxies"] = "no proxy of one's own stands before Azure's",
        ["Understudy:Telemetry"] = "none: what is sent to Application Insights, its connection string says",
    };

    /// <summary>What others than the app's options read.</summary>
    private static readonly Dictionary<string, string> _others = new()
    {
        ["AZURE_CLIENT_ID"] = "Azure.Identity",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "the Functions host, and the exporter in the app",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "the Functions host",
        ["AzureFunctionsJobHost:extensions:durableTask:storageProvider:type"] = "the Functions host, in place of host.json",
        ["AzureFunctionsJobHost:extensions:durableTask:storageProvider:connectionStringName"] = "likewise",
        ["DURABLE_TASK_SCHEDULER_CONNECTION_STRING"] = "the durable extension, told so by the setting above",
    };

    // What a trigger's connection by an identity consists of.
    private static readonly string[] _connection =
        ["credential", "clientId", "blobServiceUri", "queueServiceUri", "tableServiceUri", "fullyQualifiedNamespace"];

    [Fact]
    public void Every_setting_that_the_app_reads_is_set_or_its_default_is_right() =>
        _read.Except(Snapshot.Prod.Settings.Keys).ShouldBe(_defaults.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Snapshot.Sizes), MemberType = typeof(Snapshot))]
    public void Nothing_is_set_that_nobody_reads(string size)
    {
        string[] known = [.. _read, .. _others.Keys];
        Snapshot.Of(size).Settings.Keys.Where(name => !known.Contains(name)
            && !(name.Split(':') is [{ } connection, { } part] && known.Contains(connection) && _connection.Contains(part)))
            .ShouldBeEmpty();
    }

    /// <summary>Each of these has a default that is for one machine, and the app runs with it nowhere else.</summary>
    [Theory]
    [MemberData(nameof(Snapshot.Sizes), MemberType = typeof(Snapshot))]
    public void Nothing_that_is_for_one_machine_is_chosen(string size)
    {
        IReadOnlyDictionary<string, string> settings = Snapshot.Of(size).Settings;
        settings["Understudy:Documents"].ShouldBe("cosmos");
        settings["Understudy:Media"].ShouldBe("blobs");
        settings["Understudy:Engines:Default"].ShouldBe("queue");
        settings["Understudy:IdentityProvider"].ShouldBe("firebase");
        settings["Understudy:Payments"].ShouldBe("stripe");
        // Without one of them it is Production, where neither sandbox nor emulators nor made-up tokens are.
        settings.Keys.ShouldNotContain(name => name.EndsWith("_ENVIRONMENT", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_the_lists_excuse_needs_it() =>
        _others.Keys.Except(Snapshot.Prod.Settings.Keys).ShouldBeEmpty("it is set nowhere");

    [Fact]
    public void The_host_has_all_three_of_its_endpoints() =>
        Snapshot.Dev.Settings.Keys.Where(name => name.StartsWith("AzureWebJobsStorage:", StringComparison.Ordinal)).ShouldBe(
            [
                "AzureWebJobsStorage:blobServiceUri", "AzureWebJobsStorage:clientId", "AzureWebJobsStorage:credential",
                "AzureWebJobsStorage:queueServiceUri", "AzureWebJobsStorage:tableServiceUri",
            ],
            ignoreOrder: true);

    /// <summary>Secrets are references to the vault, and each of them is one that somebody puts there.</summary>
    [Theory]
    [MemberData(nameof(Snapshot.Sizes), MemberType = typeof(Snapshot))]
    public void Every_secret_stands_in_the_vault(string size)
    {
        var snapshot = Snapshot.Of(size);
        string[] put = [.. snapshot.Names("Microsoft.KeyVault/vaults/secrets"), "key-secret"];
        Folder.Read("hooks/postprovision").ShouldContain("/secrets/key-secret");
        foreach ((string name, string value) in snapshot.Settings.Where(each => Secret().IsMatch(each.Key)))
        {
            Match reference = Reference().Match(value);
            reference.Success.ShouldBeTrue(name);
            put.ShouldContain(reference.Groups["name"].Value, name);
        }
    }

    [Theory]
    [MemberData(nameof(Snapshot.Sizes), MemberType = typeof(Snapshot))]
    public void No_key_of_a_service_is_anywhere(string size)
    {
        Snapshot.Of(size).Text.ShouldNotContain("listKeys");
        Snapshot.Of(size).Text.ShouldNotContain("AccountKey");
        Snapshot.Of(size).Text.ShouldNotContain("SharedAccessKey");
    }

    [GeneratedRegex("(?:Secret|Secrets|SecretKey|Password|Credentials)$")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\[format\('\{0\}(?<name>[a-z-]+)\)', format\('@Microsoft\.KeyVault\(VaultName=\{0\};SecretName='")]
    private static partial Regex Reference();

    private sealed record Sample(Dictionary<string, string> Values);
}
