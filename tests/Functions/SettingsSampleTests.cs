using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http.Authentication;
using Understudy.LocalRuntime;
using Understudy.Tests;

namespace Understudy.Functions.Tests;

/// <summary><c>local.settings.sample.json</c> shows every setting that there is, and none that there is not.</summary>
public sealed class SettingsSampleTests
{
    private static readonly IReadOnlyDictionary<string, string> _sample = JsonSerializer.Deserialize<Document>(
        File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")))!.Values;

    // What the Functions host reads, and no code of ours.
    private static readonly string[] _hosts =
        ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "AzureWebJobsDisableHomepage"];

    private static readonly string[] _google =
        ["ClientId", "ClientSecret", "RedirectUris", "TokenEndpoint", "KeysEndpoint"];

    private static readonly string[] _cosmos = ["Endpoint", "ConnectionString", "Database", "Container"];
    // In place of a connection string, by the Functions host's names.
    private static readonly string[] _broker = ["ServiceBus:fullyQualifiedNamespace", "ServiceBus:clientId"];
    private static readonly string[] _firebase = ["ProjectId", "Credentials", "KeysEndpoint"];

    [Fact]
    public void It_has_every_setting_of_the_app_and_no_other() => _sample.Keys.ShouldBe(
        [
            .. _hosts,
            .. Connections(),
            .. _broker,
            // Any kind of job may have one.
            $"{Settings.Section}:{EngineOptions.Section}:Default",
            // The workers' own; the others that they read are the app's.
            "EngineWorker:Concurrency",
            .. Names(typeof(LocalRuntimeOptions), "LocalRuntime").Where(name => name != "LocalRuntime:FunctionTypes"),
            .. Settings.Types.SelectMany(type => Names(type, Settings.Section)),
            .. _cosmos.Select(name => $"Cosmos:{name}"),
            .. _google.Select(name => $"Google:{name}"),
            .. _firebase.Select(name => $"Firebase:{name}"),
            IdentityComposition.EmulatorSetting,
        ],
        ignoreOrder: true);

    [Fact]
    public void It_shows_the_defaults()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(_sample.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        foreach (Type type in Settings.Types)
        {
            ISettings shown = configuration.Read(type);
            foreach (PropertyInfo setting in type.GetProperties().Where(x => x.Name != "DataFolder"))
                setting.GetValue(shown).ShouldBe(setting.GetValue(Activator.CreateInstance(type)), setting.Name);
        }
    }

    [Fact]
    public void Every_setting_is_explained()
    {
        string explained = string.Concat(
            new[] { "README.md", "docs/deploy.md", "docs/local-runtime.md", "docs/workers.md" }
                .Select(file => File.ReadAllText(Path.Combine(Repository.Root, file))));

        _sample.Keys
            .Where(name => !explained.Contains($"`{name}`", StringComparison.Ordinal)
                && !explained.Contains($"`{name.Split(':')[^1]}`", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> Names(Type type, string section) =>
        type.GetProperties().Where(setting => setting.CanWrite).Select(setting => $"{section}:{setting.Name}");

    // A trigger names the setting that says where its storage is.
    private static IEnumerable<string> Connections() => typeof(Composition).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetParameters())
        .Select(parameter => parameter.GetCustomAttribute<BlobTriggerAttribute>()?.Connection
            ?? parameter.GetCustomAttribute<ServiceBusTriggerAttribute>()?.Connection)
        .OfType<string>()
        .Distinct();

    private sealed record Document(bool IsEncrypted, Dictionary<string, string> Values);
}
