using System.Diagnostics;

namespace Understudy.Bench.Load;

/// <summary>Programs that are run to their end.</summary>
internal static class Tool
{
    /// <summary>Runs a program; it is killed when cancelled.</summary>
    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="InvalidOperationException">Its exit code is not zero.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken, Action<int>? started = null)
    {
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        await using CancellationTokenRegistration killing =
            cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        started?.Invoke(process.Id);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        string error = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} failed:\n{await output}{error}");
    }
}
