using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Infrastructure.Blobs;

namespace Understudy.Infra.Tests;

/// <summary>What the code names is made, and what is made is named by the code.</summary>
public sealed partial class ResourceTests
{
    [Theory]
    [MemberData(nameof(Snapshot.Sizes), MemberType = typeof(Snapshot))]
    public void The_containers_are_those_of_the_media_store(string size) =>
        Snapshot.Of(size).All("Microsoft.Storage/storageAccounts/blobServices/containers")
            .Where(each => each.Name.StartsWith("stmedia", StringComparison.Ordinal)).Select(each => each.OwnName)
            .ShouldBe(
                typeof(MediaKey).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
                    .Select(field => (string)field.GetRawConstantValue()!),
                ignoreOrder: true);

    /// <summary>Pages upload and play by signed URLs; an emulator is given the same by the app itself.</summary>
    [Fact]
    public void Pages_may_send_and_see_what_the_media_store_needs()
    {
        JsonElement rule = Snapshot.Prod.All("Microsoft.Storage/storageAccounts/blobServices")
            .Select(each => each.Properties.TryGetProperty("cors", out JsonElement cors) ? cors.GetProperty("corsRules") : default)
            .Single(rules => rules.ValueKind == JsonValueKind.Array && rules.GetArrayLength() > 0)[0];

        Joined("allowedMethods").ShouldBe(BlobAccount.AllowedMethods);
        Joined("allowedHeaders").ShouldBe(BlobAccount.AllowedHeaders);
        Joined("exposedHeaders").ShouldBe(BlobAccount.ExposedHeaders);
        rule.GetProperty("maxAgeInSeconds").GetInt32().ShouldBe(BlobAccount.MaxAgeInSeconds);

        string Joined(string list) =>
            string.Join(',', rule.GetProperty(list).EnumerateArray().Select(each => each.GetString()));
    }

    /// <summary>On Flex Consumption a blob trigger hears of blobs by Event Grid only, and from one subscription here.</summary>
    [Fact]
    public void Uploads_are_told_to_the_one_function_that_waits_for_them()
    {
        Trigger trigger = AppCode.Triggers.Single(each => each.Attribute == "BlobTriggerAttribute");
        string subscription = Folder.Read("uploads.bicep");

        trigger.Named["Source"].ShouldBe((int)BlobTriggerSource.EventGrid);
        Default("functionName").ShouldBe(trigger.Function);
        Default("container").ShouldBe(trigger.Path.Split('/')[0]);
        Snapshot.Prod.Names("Microsoft.Storage/storageAccounts/blobServices/containers")
            .ShouldContain(Default("container"));
        foreach (string part in new[] { "blobServiceUri", "queueServiceUri", "credential", "clientId" })
            Snapshot.Prod.Settings.Keys.ShouldContain($"{trigger.Connection}:{part}");

        string Default(string parameter) =>
            Regex.Match(subscription, $"param {parameter} string = '(?<value>[^']+)'").Groups["value"].Value;
    }

    [Fact]
    public void Queues_are_those_that_the_code_names()
    {
        string[] made = [.. Snapshot.Prod.Names("Microsoft.ServiceBus/namespaces/queues")];
        Trigger[] triggers =
            [.. AppCode.Triggers.Where(each => each.Attribute.StartsWith("ServiceBus", StringComparison.Ordinal))];
        HashSet<string> named = [.. AppCode.Texts, .. triggers.Select(each => each.Path)];

        triggers.Select(each => each.Path).Concat([EngineQueues.Jobs, EngineQueues.Results]).Except(made).ShouldBeEmpty();
        made.Except(named).ShouldBeEmpty();
        foreach (Trigger trigger in triggers)
            Snapshot.Prod.Settings.Keys.ShouldContain($"{trigger.Connection}:fullyQualifiedNamespace");
    }

    [Fact]
    public void Documents_are_kept_as_the_store_expects()
    {
        Resource container = Snapshot.Prod.One("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers");
        JsonElement resource = container.Properties.GetProperty("resource");
        resource.GetProperty("partitionKey").GetProperty("paths")[0].GetString().ShouldBe("/pk");
        resource.GetProperty("defaultTtl").GetInt32().ShouldBe(-1);
    }

    /// <summary>Everything that is under way is kept under this name.</summary>
    [Fact]
    public void The_task_hub_is_the_one_of_the_host()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "host.json")));
        Snapshot.Prod.Names("Microsoft.DurableTask/schedulers/taskHubs").ShouldBe(
            [host.RootElement.GetProperty("extensions").GetProperty("durableTask").GetProperty("hubName").GetString()!]);
    }

    /// <summary>An alert that looks for what is never told is no alert.</summary>
    [Fact]
    public void Alerts_look_for_what_the_app_tells()
    {
        string[] queries =
        [
            .. Snapshot.Dev.All("Microsoft.Insights/scheduledQueryRules").Select(each =>
                each.Properties.GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()!),
        ];
        string[] figures = [.. queries.SelectMany(query => Figure().Matches(query)).Select(match => match.Groups["text"].Value)];
        string[] words = [.. queries.SelectMany(query => Words().Matches(query)).Select(match => match.Groups["text"].Value)];

        figures.ShouldNotBeEmpty();
        figures.Except(AppCode.Texts).ShouldBeEmpty();
        words.ShouldNotBeEmpty();
        words.Where(word => !AppCode.Texts.Any(text => text.Contains(word, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [GeneratedRegex("Name == \"(?<text>[^\"]+)\"")]
    private static partial Regex Figure();

    [GeneratedRegex("Message has \"(?<text>[^\"]+)\"")]
    private static partial Regex Words();
}
