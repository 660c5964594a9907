using Understudy.Tests;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>Other people's tools find nothing wrong with the documents.</summary>
public sealed class LintTests
{
    // All at once: to start the tool takes longer than what it does.
    [Fact]
    public async Task The_documents_are_valid_openapi_and_keep_to_the_recommended_rules()
    {
        string[] documents = [.. ApiDescription.All.Select(description => $"../../{description.Path}")];
        // Strictly, whatever it has to say of one is an error: then it fails, and what it says is told.
        string report = await NodeTool.RunAsync(
            "node_modules/@redocly/cli/bin/cli.js",
            ["lint", "--extends=recommended-strict", "--format=json", .. documents]);
        report.Split("\"problems\": []").Length.ShouldBe(documents.Length + 1, report);
    }
}
