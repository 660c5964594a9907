using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Understudy.Tests;

/// <summary>
/// Runs the scripts and programs of <c>tests/Tools</c>: other people's implementations, against which ours are checked.
/// </summary>
public static class NodeTool
{
    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "Tools");
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs one to its end.</summary>
    /// <param name="script">Its path in <c>tests/Tools</c>, e.g. <c>node_modules/@redocly/cli/bin/cli.js</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(string script, string[]? arguments = null, string input = "")
    {
        using Process process = Start(script, arguments ?? []);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code says whether that was right.
        }
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {await error}{await output}");
        return await output;
    }

    /// <summary>Starts one that goes on until the caller ends it; its three streams are the caller's.</summary>
    /// <param name="script">Its path in <c>tests/Tools</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Process Start(string script, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(_folder, "node_modules"))) throw NotInstalled(null);
        ProcessStartInfo start = new("node", [script, .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = _utf8,
            StandardOutputEncoding = _utf8,
            StandardErrorEncoding = _utf8,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw NotInstalled(missing);
        }
    }

    private static InvalidOperationException NotInstalled(Exception? because) =>
        new("The tools of tests/Tools are not installed: ./dev test does it, or npm ci in that folder.", because);
}
