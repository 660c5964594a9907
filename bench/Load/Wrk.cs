using System.Globalization;

namespace Understudy.Bench.Load;

/// <summary>Load by wrk: two threads, 64 connections.</summary>
internal static class Wrk
{
    /// <summary>Asks for a URL as fast as it is answered.</summary>
    /// <returns>Requests per second.</returns>
    /// <exception cref="InvalidOperationException">An answer was no success, or a connection broke.</exception>
    public static async Task<double> RunAsync(
        Uri url, int seconds, CancellationToken cancellationToken, params string[] headers)
    {
        string output = await Tool.RunAsync(
            "wrk",
            ["-t2", "-c64", $"-d{seconds}s", .. headers.SelectMany(header => new[] { "-H", header }), url.ToString()],
            cancellationToken);
        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries);
        if (lines.Any(line => line.StartsWith("Non-2xx", StringComparison.Ordinal)
            || line.StartsWith("Socket errors", StringComparison.Ordinal)))
            throw new InvalidOperationException($"Not every request to {url} was answered well:\n{output}");
        string rate = lines.First(line => line.StartsWith("Requests/sec:", StringComparison.Ordinal));
        return double.Parse(rate.Split(':')[1], CultureInfo.InvariantCulture);
    }
}
