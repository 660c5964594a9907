using System.Diagnostics;
using System.Reflection;

namespace Understudy.Infra.Tests;

/// <summary>What is deployed: <c>infra/</c>, and what checks it.</summary>
internal static class Folder
{
    /// <summary>Its place.</summary>
    public static string Root { get; } = Path.Combine(Repository.Root, "infra");

    private static string Indexing { get; } = Path.Combine(Repository.Root, "src", "Infrastructure", "Cosmos", "indexing.json");

    private static string Compiler { get; } = typeof(Folder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(each => each.Key == "BicepCompiler").Value!;

    /// <summary>Reads a file of it.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Copies it, and what it reads of the sources.</summary>
    /// <returns>The copy's place.</returns>
    public static string CopyTo(TempFolder place)
    {
        string[] files = [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories), Indexing];
        foreach (string file in files)
        {
            string copy = Path.Combine(place.Path, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return Path.Combine(place.Path, "infra");
    }

    /// <summary>Runs <c>infra/check</c> of a copy, or of the folder itself.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="compiler">The compiler, or a program in its place.</param>
    /// <returns>Its exit code, and all that it said.</returns>
    public static async Task<(int Code, string Said)> CheckAsync(string folder, string? compiler = null)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", [Path.Combine(folder, "check"), compiler ?? Compiler])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limits.Work);
        return (process.ExitCode, await output + await error);
    }
}
