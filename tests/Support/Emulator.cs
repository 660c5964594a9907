using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Understudy.Tests;

/// <summary>
/// One of the programs of <c>emulators</c>: another people's implementation of a service on Azure or Google, on a port of this
/// machine that is free. It ends with the test, and also when the test's process dies: it watches its standard input.
/// </summary>
public sealed class Emulator : IAsyncDisposable
{
    private static readonly string _folder = Path.Combine(Repository.Root, "emulators");

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Emulator(ProcessStartInfo start)
    {
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw NotInstalled(missing);
        }
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts one and waits until it serves.</summary>
    /// <param name="script">
    /// Its name, e.g. <c>cosmos</c> for <c>emulators/cosmos.js</c>: it listens on 127.0.0.1 at the port 0, writes
    /// <c>ready URL</c>, and ends when its standard input does.
    /// </param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The emulator, and where it serves.</returns>
    /// <exception cref="InvalidOperationException">It ended; the message is what it said.</exception>
    public static Task<(Emulator Emulator, Uri Address)> StartAsync(string script, params string[] arguments) =>
        StartAsync(script, new Dictionary<string, string>(), arguments);

    /// <summary>The same, with variables in its environment.</summary>
    public static async Task<(Emulator Emulator, Uri Address)> StartAsync(
        string script, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(_folder, "node_modules"))) throw NotInstalled(null);
        ProcessStartInfo start = new("node", [$"{script}.js", .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        Emulator emulator = new(start);
        try
        {
            return (emulator, await emulator._ready.Task.WaitAsync(Limits.Wait));
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Heard(string? line)
    {
        if (line is null)
        {
            _ready.TrySetException(new InvalidOperationException($"The emulator ended: {string.Join('\n', _said)}"));
            return;
        }
        _said.Enqueue(line);
        if (line.StartsWith("ready ", StringComparison.Ordinal)) _ready.TrySetResult(new Uri(line["ready ".Length..]));
    }

    private static InvalidOperationException NotInstalled(Exception? because) =>
        new("The emulators are not installed: ./dev test does it, or npm ci in that folder.", because);
}
