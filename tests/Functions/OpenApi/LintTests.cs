using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>Other people's tools find nothing wrong with the document.</summary>
public sealed class LintTests
{
    [Fact]
    public async Task The_document_is_valid_openapi_and_keeps_to_the_recommended_rules()
    {
        string report = await NodeTool.RunAsync(
            "node_modules/@redocly/cli/bin/cli.js",
            ["lint", "--extends=recommended-strict", "--format=json", "../../docs/api/clone.openapi.yaml"]);
        JsonNode found = JsonNode.Parse(report)!;
        found["problems"]!.AsArray().ShouldBeEmpty(found["problems"]!.ToJsonString());
    }
}
