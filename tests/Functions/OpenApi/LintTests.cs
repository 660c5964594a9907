using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>Other people's tools find nothing wrong with the documents.</summary>
public sealed class LintTests
{
    public static TheoryData<string> Documents => [.. ApiDescription.All.Select(description => description.Path)];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_documents_are_valid_openapi_and_keep_to_the_recommended_rules(string path)
    {
        string report = await NodeTool.RunAsync(
            "node_modules/@redocly/cli/bin/cli.js",
            ["lint", "--extends=recommended-strict", "--format=json", $"../../{path}"]);
        JsonNode found = JsonNode.Parse(report)!;
        found["problems"]!.AsArray().ShouldBeEmpty(found["problems"]!.ToJsonString());
    }
}
