using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Captions;

/// <summary>Captions in the engine's way, for products.</summary>
public sealed class CaptionPort : ICaptionFiles
{
    /// <inheritdoc/>
    public Result<IReadOnlyList<Caption>> Read(byte[] file)
    {
        try
        {
            return CaptionReader.Parse(file)
                .Select(cue => new Caption(cue.Start, cue.End, string.Join(' ', cue.Lines))).ToArray();
        }
        catch (MediaRejectedException refused)
        {
            return new CaptionsRefused(refused.Message);
        }
    }

    /// <inheritdoc/>
    public string Write(IReadOnlyList<Caption> captions, CaptionFormat format)
    {
        Cue[] cues = [.. captions.Select(caption => new Cue(caption.Start, caption.End, [caption.Text]))];
        return format == CaptionFormat.Srt ? CaptionFiles.ToSrt(cues) : CaptionFiles.ToWebVtt(cues);
    }
}
