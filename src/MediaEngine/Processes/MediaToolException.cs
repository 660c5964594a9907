namespace Understudy.MediaEngine.Processes;

/// <summary>
/// A media tool (ffmpeg, ffprobe, a speech synthesizer …) did not do its work. Unless <see cref="Fault"/> says that it
/// refused what it was given, this is nobody's fault but ours, and trying again may help.
/// </summary>
public sealed class MediaToolException : Exception
{
    /// <param name="tool">The executable's name.</param>
    /// <param name="fault">What went wrong.</param>
    /// <param name="exitCode">Its exit code; null when it did not end by itself.</param>
    /// <param name="diagnostics">The tail of what it wrote to standard error, or why it did not start.</param>
    /// <param name="innerException">The cause, if another exception led here.</param>
    public MediaToolException(
        string tool, ToolFault fault, int? exitCode, string diagnostics, Exception? innerException = null)
        : base(Describe(tool, fault, exitCode, diagnostics), innerException)
    {
        Tool = tool;
        Fault = fault;
        ExitCode = exitCode;
        Diagnostics = diagnostics;
    }

    /// <summary>The executable's name.</summary>
    public string Tool { get; }

    /// <summary>What went wrong.</summary>
    public ToolFault Fault { get; }

    /// <summary>The exit code; null when the tool did not end by itself.</summary>
    public int? ExitCode { get; }

    /// <summary>The tail of standard error, at most <see cref="ChildProcess.DiagnosticsLimit"/> characters.</summary>
    public string Diagnostics { get; }

    private static string Describe(string tool, ToolFault fault, int? exitCode, string diagnostics) => fault switch
    {
        ToolFault.Refused => $"{tool} ended with exit code {exitCode}: {diagnostics}",
        ToolFault.TooCostly => $"{tool} took more processor time than it may: {diagnostics}",
        ToolFault.TooMuchOutput => $"{tool} wrote more to its standard output than it may: {diagnostics}",
        ToolFault.NotStarted => $"{tool} could not be started: {diagnostics}",
        ToolFault.Killed => $"{tool} was ended by a signal: {diagnostics}",
        ToolFault.TimedOut => $"{tool} took so long that it seems to hang: {diagnostics}",
        ToolFault.DiskFull => $"{tool} found the disk full: {diagnostics}",
        _ => $"{tool} wrote more to disk than it may: {diagnostics}",
    };
}
