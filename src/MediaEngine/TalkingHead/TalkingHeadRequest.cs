using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.TalkingHead;

/// <summary>What to make a talking video of.</summary>
/// <param name="Model">The person's trained video model.</param>
/// <param name="Voice">The voice to match.</param>
/// <param name="Text">What the person shall say; up to some thousand characters.</param>
/// <param name="Language">The language of the text.</param>
/// <param name="Resolution">The size of the picture.</param>
/// <param name="Title">A title for the file's metadata.</param>
/// <param name="Watermark">Whether the picture itself says that it is AI-made.</param>
/// <param name="Recipe">The id of what it is made by, which its files carry; null for none.</param>
public sealed record TalkingHeadRequest(
    VideoModelFiles Model,
    VoiceProfile Voice,
    string Text,
    Language Language,
    Resolution Resolution,
    string? Title = null,
    bool Watermark = false,
    string? Recipe = null);

/// <summary>How far a render is: frames handed to the encoder, of all frames. The total is zero while the speech is
/// still being synthesized.</summary>
public sealed record RenderProgress(int FramesDone, int FramesTotal);

/// <summary>A finished talking video.</summary>
/// <param name="Video">MP4 (H.264, AAC) that can be played while it loads.</param>
/// <param name="Thumbnail">JPEG, 640 pixels wide.</param>
/// <param name="SubRip">Captions as SRT.</param>
/// <param name="WebVtt">Captions as WebVTT.</param>
/// <param name="Duration">Length in seconds.</param>
/// <param name="Size">Size of the video in bytes.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record TalkingHeadResult(
    string Video,
    string Thumbnail,
    string SubRip,
    string WebVtt,
    double Duration,
    long Size,
    int Width,
    int Height);
