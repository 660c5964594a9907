using System.Xml.Linq;

namespace Understudy.Architecture.Tests;

/// <summary>Which project may know which.</summary>
public sealed class ProjectTests
{
    /// <summary>Every project there is, and the only ones that it references: dependencies point inward.</summary>
    private static readonly Dictionary<string, string[]> _references = new()
    {
        ["Domain"] = [],
        ["ServiceBusAttributes"] = [],
        ["EngineWorker"] = ["Domain", "Infrastructure", "MediaEngine"],
        ["Infrastructure"] = ["Domain"],
        ["MediaEngine"] = ["Domain"],
        ["LocalRuntime"] = ["ServiceBusAttributes"],
        ["Functions"] = ["Domain", "Infrastructure", "LocalRuntime", "MediaEngine"],
        ["Bench"] = ["Domain", "Infrastructure", "LocalRuntime", "MediaEngine"],
        ["Architecture.Tests"] = ["Bench", "EngineWorker", "Functions"],
        ["Domain.Tests"] = ["Domain"],
        ["EndToEnd.Tests"] = ["EngineWorker", "Functions"],
        ["Functions.Tests"] = ["EngineWorker", "Functions"],
        ["Infra.Tests"] = ["EngineWorker", "Functions"],
        ["Infrastructure.Tests"] = ["Infrastructure"],
        ["LocalRuntime.Tests"] = ["LocalRuntime"],
        ["MediaEngine.Tests"] = ["MediaEngine"],
    };

    /// <summary>A project is in no test, in no build and in no format check unless the solution names it.</summary>
    [Fact]
    public void The_solution_names_every_project_and_so_does_the_table_above()
    {
        string[] files = Files();
        XDocument.Load(Path.Combine(Repository.Root, "Understudy.slnx")).Descendants("Project")
            .Select(project => Path.Combine(Repository.Root, project.Attribute("Path")!.Value)).ShouldBe(files, ignoreOrder: true);
        files.Select(Name).ShouldBe(_references.Keys, ignoreOrder: true);
        _references.Keys.Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal))
            .ShouldBe(Code.Projects, ignoreOrder: true);
    }

    [Fact]
    public void Projects_reference_what_is_further_in_and_nothing_else()
    {
        foreach (string file in Files())
        {
            XDocument.Load(file).Descendants("ProjectReference")
                .Select(reference => Name(reference.Attribute("Include")!.Value))
                .ShouldBe(_references[Name(file)], ignoreOrder: true, file);
        }
    }

    [Fact]
    public void The_domain_uses_nothing_but_the_base_library()
    {
        XDocument.Load(Path.Combine(Repository.Root, "src/Domain/Understudy.Domain.csproj")).Descendants("ItemGroup").ShouldBeEmpty();
        Code.References("Domain").ShouldAllBe(name =>
            name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("System.Net", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MediaEngine", "Microsoft.AspNetCore", "Microsoft.Azure", "Microsoft.DurableTask", "System.Net")]
    [InlineData("Infrastructure", "Microsoft.Azure.Functions", "Microsoft.DurableTask")]
    public void The_adapters_know_no_host(string project, params string[] hosts) =>
        Code.References(project).Where(name => hosts.Any(host => name.StartsWith(host, StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void Types_stand_under_the_name_of_their_project_and_only_one_project_borrows_a_name()
    {
        Dictionary<string, string> borrowed = new() { ["ServiceBusAttributes"] = "Microsoft.Azure.Functions.Worker" };
        string[] sharing = ["Infrastructure", "LocalRuntime"];
        Code.Types
            .Where(each => each.Type is not { Namespace: "", Name: "Program" }
                && !each.Type.IsIn(borrowed.GetValueOrDefault(each.Project, $"Understudy.{each.Project}"))
                && !(each.Type.IsIn("Understudy.Shared") && sharing.Contains(each.Project)))
            .Select(each => $"{each.Type} in {each.Project}").ShouldBeEmpty();
    }

    private static string[] Files() =>
    [
        .. new[] { "bench", "src", "tests" }.SelectMany(folder => Directory.GetFiles(
            Path.Combine(Repository.Root, folder), "*.csproj",
            new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })),
    ];

    private static string Name(string file) => Path.GetFileNameWithoutExtension(file)["Understudy.".Length..];
}
