using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>A worker as a process of its own.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private WorkerProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it said.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Whether it has.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts one.</summary>
    /// <param name="broker">Where work comes from; null for nowhere.</param>
    /// <param name="dataFolder">The app's data folder.</param>
    /// <param name="settings">Other settings that the app has, as they stand in the environment.</param>
    public static WorkerProcess Start(
        string? broker, string dataFolder, IReadOnlyDictionary<string, string>? settings = null)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Understudy.EngineWorker.dll") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ServiceBus"] = broker ?? "";
        start.Environment["Understudy__DataFolder"] = dataFolder;
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it said something.</summary>
    public async Task SaysAsync(string what) => await Eventually.HoldsAsync(
        () => Said.Contains(what, StringComparison.Ordinal)
            || (_process.HasExited ? throw new InvalidOperationException($"The worker has ended: {Said}") : false),
        $"a worker said '{what}'",
        Limits.Work);

    /// <summary>Ends it as the kernel would, with the programs that it has started.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as whoever runs it does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        using CancellationTokenSource tooLong = new(Limits.Wait);
        await _process.WaitForExitAsync(tooLong.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null) _said.Enqueue(line);
    }
}
