using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Marks;

/// <summary>Reads the marks of recordings and films.</summary>
internal static class FileMarks
{
    /// <summary>The mark of an uploaded file, whoever made it; one that says nothing where there is none.</summary>
    /// <exception cref="MediaToolException">It cannot be read.</exception>
    public static async Task<AiMark> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return AiMark.Read(await ChildProcess.ReadTextAsync(
                FFmpeg.ProbeTool,
                [
                    "-loglevel", "error", "-show_entries", "format_tags=comment,description:stream_tags=comment,description",
                    "-of", "default=noprint_wrappers=1", .. FFmpeg.UntrustedSound(file),
                ],
                cancellationToken));
        }
        catch (MediaToolException exception) when (exception.Fault is ToolFault.TooMuchOutput)
        {
            // Tags may be as large as a file, but no mark is.
            return new AiMark(null, null, null);
        }
    }
}
