namespace Understudy.Architecture.Tests;

/// <summary>Which folder may know which of its neighbours. A folder is a namespace, with all that is below it.</summary>
public sealed class FolderTests
{
    /// <summary>Folders that still know each other in circles. A name may leave these lists, and none may come.</summary>
    private static readonly Dictionary<string, string[]> _entangled = new()
    {
        ["LocalRuntime"] = ["Blobs", "Discovery", "Hosting", "Http", "Invocation", "Queues", "Timers"],
    };

    /// <summary>Every folder with folders in it, e.g. <c>MediaEngine.Speech</c>.</summary>
    public static TheoryData<string> Parents =>
    [
        .. Code.Types.Select(each => each.Type.Namespace).Where(space => space.StartsWith("Understudy.", StringComparison.Ordinal))
            .SelectMany(Ancestors).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// What stands in the parent itself is not asked: it puts its folders together, or is what they share.
    /// </summary>
    [Theory]
    [MemberData(nameof(Parents))]
    public void Folders_know_each_other_in_one_direction_only(string parent)
    {
        Edge[] edges = Edges(parent);
        string[] entangled = _entangled.GetValueOrDefault(parent, []);
        edges.Where(edge => Reached(edges, edge.To).Contains(edge.From))
            .Where(edge => !entangled.Contains(edge.From) || !entangled.Contains(edge.To))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Adapters_know_of_each_other_only_what_is_made_to_be_shared() => Pairs("Infrastructure").ShouldBeSubsetOf(
    [
        ("Files", "Secrets"), ("Identity", "Secrets"), ("Sandbox", "Secrets"),
        ("Sqlite", "Documents"), ("Cosmos", "Documents"),
        ("Mailing", "Files"),
        ("Firebase", "Tokens"),
        ("Google", "Tokens"),
        ("YouTube", "Google"), ("YouTube", "Secrets"),
        ("Webhooks", "Egress"), ("SoraApi", "Egress"),
        // The sandbox signs its events as Stripe does.
        ("Sandbox", "Stripe"),
    ]);

    [Fact]
    public void What_serves_every_product_knows_none()
    {
        Pairs("Domain").Where(pair => pair.To == "Products").ShouldBeEmpty();
        Pairs("Functions").Where(pair => pair.To == "Products" || pair is ("Http", "Core")).ShouldBeEmpty();
    }

    /// <summary>What two of them have in common belongs to the core.</summary>
    [Theory]
    [InlineData("Domain.Products")]
    [InlineData("Functions.Products")]
    public void Products_do_not_know_each_other(string parent) => Pairs(parent).ShouldBeEmpty();

    [Fact]
    public void The_port_of_documents_knows_no_document() =>
        Pairs("Domain").Where(pair => pair.From == "Persistence").ShouldBeEmpty();

    [Fact]
    public void The_durable_engine_knows_nothing_of_the_triggers_around_it() =>
        Pairs("LocalRuntime").Where(pair => pair.From == "Durable").ShouldBeSubsetOf([("Durable", "State")]);

    private static IEnumerable<string> Ancestors(string space)
    {
        string[] parts = space.Split('.')[1..];
        return Enumerable.Range(1, Math.Max(0, parts.Length - 1)).Select(length => string.Join('.', parts[..length]));
    }

    private static IEnumerable<(string From, string To)> Pairs(string parent) =>
        Edges(parent).Select(edge => (edge.From, edge.To)).Distinct();

    private static Edge[] Edges(string parent) =>
    [
        .. from type in Code.Types
           let child = Child(parent, type.Type)
           where child is not null
           from named in type.Names
           let other = Child(parent, named)
           where other is not null && other != child
           select new Edge(child, other, type.Type.Name, named.Name),
    ];

    /// <summary>The folder directly in the parent that a type is in or under, if it is.</summary>
    private static string? Child(string parent, TypeName type) => type.IsIn($"Understudy.{parent}")
        && type.Namespace.Length > $"Understudy.{parent}".Length ? type.Namespace.Split('.')[parent.Split('.').Length + 1] : null;

    private static HashSet<string> Reached(Edge[] edges, string from)
    {
        HashSet<string> reached = [from];
        while (edges.FirstOrDefault(edge => reached.Contains(edge.From) && !reached.Contains(edge.To)) is { } edge)
            reached.Add(edge.To);
        return reached;
    }

    private sealed record Edge(string From, string To, string Type, string Named)
    {
        public override string ToString() => $"{From} → {To}: {Type} names {Named}";
    }
}
