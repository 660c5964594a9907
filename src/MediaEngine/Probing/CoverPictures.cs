using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Probing;

/// <summary>Tells the cover of a recording from a video where the file does not say which it is.</summary>
internal static class CoverPictures
{
    /// <summary>The description without the tracks of pictures, if none of them has more than one.</summary>
    public static async Task<ProbeDocument> LeaveOutAsync(
        string file, ProbeDocument document, ToolLimits limits, CancellationToken cancellationToken)
    {
        if (document.Streams?.Any(PictureProber.MayMove) is not true
            || await AnyMovesAsync(file, limits, cancellationToken))
            return document;

        return document with { Streams = [.. document.Streams.Where(stream => !PictureProber.MayMove(stream))] };
    }

    /// <summary>Lists the packets of all pictures until a track has two; each line begins with the track.</summary>
    private static async Task<bool> AnyMovesAsync(
        string file, ToolLimits limits, CancellationToken cancellationToken)
    {
        string report = await ChildProcess.ReadTextAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. FFmpeg.UntrustedInput(file),
                "-map", "0:V", "-c", "copy", "-frames:v", "2", "-f", "framecrc", "pipe:1",
            ],
            limits,
            cancellationToken);
        return report.Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .CountBy(line => line.Split(',')[0])
            .Any(track => track.Value > 1);
    }
}
