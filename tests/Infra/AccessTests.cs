using System.Text.Json;
using System.Text.RegularExpressions;

namespace Understudy.Infra.Tests;

/// <summary>Who may do what.</summary>
public sealed partial class AccessTests
{
    /// <summary>Every right that anybody is given, in what: there is none besides.</summary>
    private static readonly string[] _given =
    [
        "app: durableTaskDataContributor in taskHubs",
        "app: keyVaultSecretsUser in vaults",
        "app: monitoringMetricsPublisher in components",
        "app: serviceBusDataReceiver in engine-jobs",
        "app: serviceBusDataReceiver in engine-results",
        "app: serviceBusDataSender in engine-jobs",
        "app: serviceBusDataSender in engine-results",
        "app: storageBlobDataContributor in stmedia",
        "app: storageBlobDataOwner in sthost",
        "app: storageQueueDataContributor in sthost",
        "app: storageQueueDataContributor in stmedia",
        "app: storageTableDataContributor in sthost",
        "scaler: serviceBusDataOwner in engine-jobs",
        "worker: acrPull in registries",
        "worker: monitoringMetricsPublisher in components",
        "worker: serviceBusDataReceiver in engine-jobs",
        "worker: serviceBusDataSender in engine-results",
        "worker: storageBlobDataContributor in stmedia",
    ];

    private static readonly Dictionary<string, string> _roles = Role().Matches(Folder.Read("modules/roles.bicep"))
        .ToDictionary(match => match.Groups["id"].Value, match => match.Groups["name"].Value);

    [Fact]
    public void Nobody_may_do_more_than_this() =>
        Snapshot.Prod.All("Microsoft.Authorization/roleAssignments").Select(Tell).ShouldBe(_given, ignoreOrder: true);

    [Fact]
    public void Only_the_app_reads_documents()
    {
        Resource given = Snapshot.Prod.One("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments");
        given.Properties.GetProperty("principalId").GetString()!.ShouldContain(".outputs.app.value.principalId");
        given.Properties.GetProperty("roleDefinitionId").GetString()!
            .ShouldEndWith("sqlRoleDefinitions/00000000-0000-0000-0000-000000000002");
        given.Properties.GetProperty("scope").GetString()!.ShouldEndWith("/dbs/understudy");
    }

    /// <summary>A key that nobody can use cannot be stolen.</summary>
    [Theory]
    [MemberData(nameof(Snapshot.Sizes), MemberType = typeof(Snapshot))]
    public void No_service_takes_a_key(string size)
    {
        var snapshot = Snapshot.Of(size);
        snapshot.All("Microsoft.Storage/storageAccounts").ShouldAllBe(each => Is(each, "allowSharedKeyAccess", false));
        snapshot.All("Microsoft.Storage/storageAccounts").ShouldAllBe(each => Is(each, "allowBlobPublicAccess", false));
        snapshot.All("Microsoft.DocumentDB/databaseAccounts").ShouldAllBe(each => Is(each, "disableLocalAuth", true));
        snapshot.All("Microsoft.ServiceBus/namespaces").ShouldAllBe(each => Is(each, "disableLocalAuth", true));
        snapshot.All("Microsoft.Insights/components").ShouldAllBe(each => Is(each, "DisableLocalAuth", true));
        snapshot.All("Microsoft.KeyVault/vaults").ShouldAllBe(each => Is(each, "enableRbacAuthorization", true));
        snapshot.All("Microsoft.ContainerRegistry/registries").ShouldAllBe(each => Is(each, "adminUserEnabled", false));
        snapshot.All("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ShouldAllBe(each => Is(each, "allow", false));
    }

    /// <summary>People's browsers come from everywhere; nothing else does, and Event Grid gets through.</summary>
    [Fact]
    public void With_a_network_of_its_own_only_files_and_the_app_are_reached_from_outside()
    {
        Resource[] reachable =
        [
            .. Snapshot.Prod.Resources.Where(each => each.Properties.ValueKind == JsonValueKind.Object
                && each.Properties.TryGetProperty("publicNetworkAccess", out JsonElement access)
                && access.GetString() == "Enabled"),
        ];
        reachable.Single().Name.ShouldStartWith("stmedia");
        reachable.Single().Properties.GetProperty("networkAcls").GetProperty("bypass").GetString().ShouldBe("AzureServices");
    }

    private static bool Is(Resource resource, string property, bool value) =>
        resource.Properties.TryGetProperty(property, out JsonElement found)
        && found.ValueKind == (value ? JsonValueKind.True : JsonValueKind.False);

    private static string Tell(Resource given)
    {
        string who = Principal().Match(given.Properties.GetProperty("principalId").GetString()!).Groups["who"].Value;
        string role = _roles[given.Properties.GetProperty("roleDefinitionId").GetString()!.Split('/')[^1]];
        string[] scope = Scope().Match(given.Id).Groups["id"].Value.Split('/');
        string where = scope[^2] switch
        {
            "queues" => scope[^1],
            "storageAccounts" => scope[^1][..^13],
            _ => scope[^2],
        };
        return $"{who}: {role} in {where}";
    }

    [GeneratedRegex("^  (?<name>[A-Za-z]+): '(?<id>[0-9a-f-]{36})'$", RegexOptions.Multiline)]
    private static partial Regex Role();

    [GeneratedRegex(@"\.outputs\.(?<who>[a-z]+)\.value\.principalId\]$")]
    private static partial Regex Principal();

    [GeneratedRegex(@"^\[extensionResourceId\('(?<id>[^']+)'")]
    private static partial Regex Scope();
}
