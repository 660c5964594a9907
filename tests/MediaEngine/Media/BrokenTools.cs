namespace Understudy.MediaEngine.Tests.Media;

/// <summary>
/// Puts shell scripts before the real tools on this process's PATH until it is disposed. Only for tests of its
/// collection, beside which no other test runs.
/// </summary>
public sealed class BrokenTools : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("understudy-test-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public BrokenTools() => Environment.SetEnvironmentVariable("PATH", $"{_folder}:{_path}");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Has a script run instead of a tool.</summary>
    public void Replace(string tool, string script)
    {
        string file = Path.Combine(_folder, tool);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Has a script run before a tool does its work.</summary>
    public void Precede(string tool, string script) =>
        Replace(tool, $"{script}\nexec \"{_path!.Split(':').Select(f => Path.Combine(f, tool)).First(File.Exists)}\" \"$@\"");

    /// <summary>From now on no tool is there.</summary>
    public void RemoveAll() => Environment.SetEnvironmentVariable("PATH", _folder);
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BrokenToolsGroup
{
    public const string Name = "Broken tools";
}
