using System.Globalization;
using Understudy.Bench.Load;

namespace Understudy.Bench.Durable;

/// <summary>The app with the measured orchestrators, in a process and a data folder of its own.</summary>
internal sealed class DurableApp(ServerProcess process, string folder) : IDisposable
{
    /// <summary>The engine's file; host.json names its hub.</summary>
    public string Database => Path.Combine(folder, "Understudy.db");

    public static async Task<DurableApp> StartAsync(BenchRun run)
    {
        string folder = run.Scratch.Folder("durable");
        return new DurableApp(
            await ServerProcess.StartOwnAsync(DurableServer.Command, "/ready", run.Cancellation, folder), folder);
    }

    /// <summary>Seconds that a batch of orchestrations takes.</summary>
    public Task<double> RunBatchAsync(int count, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"/batch?count={count}", cancellationToken);

    /// <summary>Seconds that a batch takes, which is then removed.</summary>
    public async Task<double> RunPassingBatchAsync(int count, CancellationToken cancellationToken)
    {
        string begin = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        double seconds = await RunBatchAsync(count, cancellationToken);
        double purged = await SendAsync(
            HttpMethod.Delete, $"/batch?since={Uri.EscapeDataString(begin)}", cancellationToken);
        return (int)purged == count
            ? seconds
            : throw new InvalidOperationException($"{purged} instances were removed instead of {count}.");
    }

    /// <summary>The median of milliseconds between scheduling and the first activity's start.</summary>
    public Task<double> MeasureLatencyAsync(int count, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"/latency?count={count}", cancellationToken);

    public void Dispose() => process.Dispose();

    private async Task<double> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        using HttpResponseMessage answer = await process.Client.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return double.Parse(
            await answer.Content.ReadAsStringAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
