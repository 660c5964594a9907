using System.Reflection;
using Understudy.Domain.Jobs;
using Understudy.Infrastructure.Sqlite;
using Understudy.LocalRuntime;
using Understudy.MediaEngine;

namespace Understudy.Functions.Tests;

/// <summary>Dependencies point inward.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Domain = typeof(Job).Assembly;

    [Fact]
    public void The_domain_references_nothing_but_the_base_library() =>
        Domain.GetReferencedAssemblies().Select(a => a.Name!).ShouldAllBe(name =>
            name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("System.Net", StringComparison.Ordinal));

    [Theory]
    [InlineData(typeof(SqliteDocumentStore))]
    [InlineData(typeof(EmbeddedMediaEngine))]
    public void Adapters_and_the_engine_know_the_domain_and_not_each_other(Type type) =>
        OursIn(type.Assembly).ShouldBe(["Understudy.Domain"]);

    [Fact]
    public void The_runtime_knows_nothing_of_the_app() => OursIn(typeof(LocalRuntimeOptions).Assembly).ShouldBeEmpty();

    private static IEnumerable<string> OursIn(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(a => a.Name!)
        .Where(name => name.StartsWith("Understudy.", StringComparison.Ordinal));
}
