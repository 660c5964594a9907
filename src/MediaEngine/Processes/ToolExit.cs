namespace Understudy.MediaEngine.Processes;

/// <summary>Reads the way in which a tool ended.</summary>
internal static class ToolExit
{
    private const int NotExecutable = 126;
    private const int NotFound = 127;

    // A process that a signal ends has 128 and the signal's number. The highest that the system itself sends is 31, and later
    // versions of ffmpeg end with the last byte of an error of theirs, such as 183 for damaged data.
    private const int FirstSignal = 129;
    private const int LastSignal = 159;
    private const int FileTooLarge = 128 + 25;

    // ffmpeg catches the signals that ask it to end, and says so with these: 255, or 123 when it was asked often.
    private const int FFmpegAsked = 255;
    private const int FFmpegUrged = 123;

    /// <summary>What the exit code and the words on standard error mean; null when all is well.</summary>
    public static ToolFault? Judge(int exitCode, string diagnostics)
    {
        // ffmpeg's exit code is 0 when only the last bytes of a file found no space.
        if (diagnostics.Contains("No space left on device", StringComparison.Ordinal)
            || diagnostics.Contains("Disk quota exceeded", StringComparison.Ordinal))
        {
            return ToolFault.DiskFull;
        }

        return exitCode switch
        {
            0 => null,
            // A library that it needs is missing, for instance.
            NotExecutable or NotFound => ToolFault.NotStarted,
            FileTooLarge => ToolFault.QuotaExceeded,
            >= FirstSignal and <= LastSignal or FFmpegAsked or FFmpegUrged => ToolFault.Killed,
            _ => ToolFault.Refused,
        };
    }
}
