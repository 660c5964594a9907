using System.Globalization;
using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Training;

/// <summary>
/// How an uploaded picture of any shape becomes 1920×1080. It fills the frame and is cropped around the face; if that
/// would cut the head (a selfie held upright), it is shown whole before a blurred copy of itself.
/// </summary>
internal sealed class MezzanineFraming
{
    public const int Width = 1920;
    public const int Height = 1080;

    /// <summary>A head with some air is about this many times as high as the face from brows to chin.</summary>
    private const float HeadToFace = 1.9f;

    /// <summary>Where the middle of the face belongs, from the top: a little above the middle.</summary>
    private const float FaceLevel = 0.45f;

    private readonly Vector2 _scale;
    private readonly Vector2 _offset;

    private MezzanineFraming(Vector2 scale, Vector2 offset, string filters)
    {
        _scale = scale;
        _offset = offset;
        Filters = filters;
    }

    /// <summary>The filters that turn an uploaded frame into a mezzanine frame.</summary>
    public string Filters { get; }

    /// <param name="video">The uploaded video.</param>
    /// <param name="face">The box around the face in all frames, in pixels of the upload.</param>
    public static MezzanineFraming Create(VideoProperties video, FaceBox face)
    {
        float cover = Math.Max((float)Width / video.Width, (float)Height / video.Height);
        bool fillsByWidth = video.Width * Height < video.Height * Width;
        return fillsByWidth && face.Height * HeadToFace * cover > Height
            ? Pad(video)
            : Crop(video, face, cover);
    }

    /// <summary>Where a point of the upload is in the mezzanine.</summary>
    public Vector2 Map(Vector2 point) => (point * _scale) + _offset;

    private static MezzanineFraming Crop(VideoProperties video, FaceBox face, float scale)
    {
        int width = Math.Max(Width, Even(video.Width * scale));
        int height = Math.Max(Height, Even(video.Height * scale));
        int left = Even(Math.Clamp((face.Centre.X * scale) - (Width / 2f), 0, width - Width));
        int top = Even(Math.Clamp((face.Centre.Y * scale) - (Height * FaceLevel), 0, height - Height));
        return new MezzanineFraming(
            new Vector2((float)width / video.Width, (float)height / video.Height),
            new Vector2(-left, -top),
            PictureFilters.Fit(video, width, height)
            + Format($",crop={Width}:{Height}:{left}:{top},setsar=1,{PictureFilters.Colours(video)}"));
    }

    private static MezzanineFraming Pad(VideoProperties video)
    {
        int width = Even((float)video.Width * Height / video.Height);
        int left = Even((Width - width) / 2f);
        // The background is blurred at a quarter of the size: nobody sees the difference, and it costs a sixteenth.
        return new MezzanineFraming(
            new Vector2((float)width / video.Width, (float)Height / video.Height),
            new Vector2(left, 0),
            $"{PictureFilters.Fit(video, width, Height)},{PictureFilters.Colours(video)},split[person][copy];"
            + Format($"[copy]scale={Width / 4}:-2,crop={Width / 4}:{Height / 4},gblur=sigma=10,lutyuv=y=val*0.7,")
            + Format($"scale={Width}:{Height},setsar=1[background];[background][person]overlay={left}:0"));
    }

    private static int Even(float value) => (int)MathF.Round(value / 2) * 2;

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
