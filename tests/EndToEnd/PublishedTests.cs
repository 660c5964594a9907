using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Understudy.Functions;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>What <c>./dev publish</c> made, which <c>./dev test</c> calls before the tests.</summary>
public sealed class PublishedTests
{
    private static readonly string _folder = Path.Combine(Repository.Root, "artifacts", "functions");

    [Fact]
    public void Every_function_of_the_app_is_in_the_metadata_that_the_Functions_host_reads()
    {
        using var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "functions.metadata")));
        IEnumerable<string> declared = typeof(Composition).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name)
            .OfType<string>();

        metadata.RootElement.EnumerateArray().Select(function => function.GetProperty("name").GetString()!)
            .ShouldBe(declared, ignoreOrder: true);
    }

    [Fact]
    public void The_output_starts_the_app_and_brings_the_hosts_extensions()
    {
        File.ReadAllText(Path.Combine(_folder, "worker.config.json")).ShouldContain("Understudy.Functions.dll");
        string extensions = File.ReadAllText(Path.Combine(_folder, "extensions.json"));
        foreach (string extension in new[] { "DurableTask", "AzureStorageBlobs" })
            extensions.ShouldContain($"\"{extension}\"");
    }
}
