using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>The contract's words for the values of closed sets.</summary>
internal static class VideoSystemWords
{
    /// <summary>The only tier: nothing is sold here.</summary>
    public const string FreeTier = "FREE";

    public static readonly Words<ProjectStatus> ProjectStatuses = new(
        (ProjectStatus.Draft, "DRAFT"),
        (ProjectStatus.Queued, "QUEUED"),
        (ProjectStatus.Processing, "PROCESSING"),
        (ProjectStatus.Completed, "COMPLETED"),
        (ProjectStatus.Failed, "FAILED"));

    public static readonly Words<JobState> JobStates = new(
        (JobState.Queued, "QUEUED"),
        (JobState.Processing, "PROCESSING"),
        (JobState.Completed, "COMPLETED"),
        (JobState.Failed, "FAILED"),
        (JobState.Cancelled, "FAILED"));

    public static readonly Words<ClipSize> Resolutions = new(
        (ClipSize.Hd, "1280x720"),
        (ClipSize.FullHd, "1920x1080"),
        (ClipSize.PortraitHd, "720x1280"),
        (ClipSize.PortraitFullHd, "1080x1920"),
        (ClipSize.Square, "1080x1080"));

    /// <summary>The styles; the engine has the same words for them.</summary>
    public static readonly Words<ClipStyle> Styles = new(
        (ClipStyle.Realistic, "realistic"),
        (ClipStyle.Cinematic, "cinematic"),
        (ClipStyle.Anime, "anime"),
        (ClipStyle.Watercolor, "watercolor"),
        (ClipStyle.Pixel, "pixel"),
        (ClipStyle.Noir, "noir"));

    public static PictureSize SizeOf(ClipSize size) => size switch
    {
        ClipSize.Hd => new(1280, 720),
        ClipSize.FullHd => new(1920, 1080),
        ClipSize.PortraitHd => new(720, 1280),
        ClipSize.PortraitFullHd => new(1080, 1920),
        _ => new(1080, 1080),
    };

    /// <summary>A size as the contract writes it.</summary>
    public static string Of(PictureSize size) => FormattableString.Invariant($"{size.Width}x{size.Height}");
}

/// <summary>The sizes of clips.</summary>
internal enum ClipSize
{
    Hd,
    FullHd,
    PortraitHd,
    PortraitFullHd,
    Square,
}

/// <summary>How clips are painted.</summary>
internal enum ClipStyle
{
    Realistic,
    Cinematic,
    Anime,
    Watercolor,
    Pixel,
    Noir,
}
