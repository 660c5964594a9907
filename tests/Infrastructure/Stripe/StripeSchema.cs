using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>Stripe's published description of its requests, applied by other people's decoder and validator.</summary>
public sealed class StripeSchema : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Process process = NodeTool.Start(
        "stripe-requests.cjs", Path.Combine(AppContext.BaseDirectory, "Stripe", "requests.openapi.json"));

    /// <summary>Decodes a query or a body.</summary>
    /// <returns>What it says, or why Stripe would refuse it.</returns>
    public async Task<(JsonObject? Data, string? Error)> ReadAsync(string method, string path, string form)
    {
        await turn.WaitAsync();
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { method, path, form }));
            await process.StandardInput.FlushAsync();
            string line = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
            JsonNode answer = JsonNode.Parse(line)!;
            return (answer["data"]?.AsObject(), (string?)answer["error"]);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.Kill();
        process.Dispose();
        turn.Dispose();
    }
}
