namespace Understudy.MediaEngine.Processes;

/// <summary>A media tool (ffmpeg, ffprobe, a speech synthesizer …) is missing or ended with an error.</summary>
public sealed class MediaToolException : Exception
{
    /// <param name="tool">The executable's name.</param>
    /// <param name="exitCode">Its exit code; null when it could not be started.</param>
    /// <param name="diagnostics">The tail of what it wrote to standard error, or why it did not start.</param>
    /// <param name="innerException">The cause, if another exception led here.</param>
    public MediaToolException(string tool, int? exitCode, string diagnostics, Exception? innerException = null)
        : base(Describe(tool, exitCode, diagnostics), innerException)
    {
        Tool = tool;
        ExitCode = exitCode;
        Diagnostics = diagnostics;
    }

    /// <summary>The executable's name.</summary>
    public string Tool { get; }

    /// <summary>The exit code; null when the tool could not be started.</summary>
    public int? ExitCode { get; }

    /// <summary>The tail of standard error, at most <see cref="ChildProcess.DiagnosticsLimit"/> characters.</summary>
    public string Diagnostics { get; }

    private static string Describe(string tool, int? exitCode, string diagnostics) => exitCode is { } code
        ? $"{tool} ended with exit code {code}: {diagnostics}"
        : $"{tool} could not be started: {diagnostics}";
}
