using System.Text.Json;

namespace Understudy.Infra.Tests;

/// <summary>A resource that would be made.</summary>
/// <param name="Type">Its type, e.g. <c>Microsoft.ServiceBus/namespaces/queues</c>.</param>
/// <param name="Name">Its name, with its parents'; for some an expression.</param>
/// <param name="Id">Its id, or an expression that makes it.</param>
/// <param name="Properties">Its properties, or an empty object.</param>
internal sealed record Resource(string Type, string Name, string Id, JsonElement Properties)
{
    /// <summary>The last part of the name.</summary>
    public string OwnName => Name.Split('/')[^1];
}

/// <summary>What a deployment with one of the two parameter files would make; <see cref="CheckTests"/> keeps it true.</summary>
internal sealed class Snapshot
{
    private static readonly JsonElement _nothing = JsonDocument.Parse("{}").RootElement;

    private Snapshot(string size)
    {
        Text = Folder.Read($"{size}.snapshot.json");
        using var document = JsonDocument.Parse(Text);
        JsonElement root = document.RootElement.Clone();
        Resources =
        [
            .. root.GetProperty("predictedResources").EnumerateArray().Select(each => new Resource(
                each.GetProperty("type").GetString()!,
                each.GetProperty("name").GetString()!,
                each.GetProperty("id").GetString()!,
                each.TryGetProperty("properties", out JsonElement properties) ? properties : _nothing)),
        ];
        Outputs = [.. root.GetProperty("outputs").EnumerateObject().Select(each => each.Name)];
        Settings = One("Microsoft.Web/sites/config").Properties.EnumerateObject()
            .ToDictionary(each => Known(each.Name), each => each.Value.GetString()!);
        WorkerSettings = One("Microsoft.App/containerApps").Properties
            .GetProperty("template").GetProperty("containers")[0].GetProperty("env").EnumerateArray()
            .ToDictionary(each => Known(each.GetProperty("name").GetString()!), each => each.GetProperty("value").GetString()!);
    }

    public static Snapshot Dev { get; } = new("dev");

    public static Snapshot Prod { get; } = new("prod");

    public static TheoryData<string> Sizes => [nameof(Dev), nameof(Prod)];

    /// <summary>The file.</summary>
    public string Text { get; }

    public IReadOnlyList<Resource> Resources { get; }

    /// <summary>The names of what azd and its hooks are told.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>The app's settings, with the names that the app knows them by.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The workers' settings, likewise.</summary>
    public IReadOnlyDictionary<string, string> WorkerSettings { get; }

    public static Snapshot Of(string size) => size == nameof(Dev) ? Dev : Prod;

    public Resource[] All(string type) => [.. Resources.Where(each => each.Type == type)];

    public Resource One(string type) => Resources.Single(each => each.Type == type);

    /// <summary>The own names of all resources of a type.</summary>
    public IEnumerable<string> Names(string type) => All(type).Select(each => each.OwnName);

    private static string Known(string name) => name.Replace("__", ":", StringComparison.Ordinal);
}
