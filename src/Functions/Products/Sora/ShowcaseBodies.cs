using System.Text.Json.Serialization;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Sora;

namespace Understudy.Functions.Products.Sora;

/// <summary>Sora §6.1; <c>message</c> says that films are still being made, and is missing when all are there.</summary>
internal sealed record ShowcaseAnswer(
    int Total,
    int Page,
    int PageSize,
    int TotalPages,
    IReadOnlyList<ShowcaseVideo> Videos,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message);

/// <summary>A film of the showcase. Sora §6.1, §6.2.</summary>
internal sealed record ShowcaseVideo(
    int Id,
    string Title,
    string Description,
    Uri VideoUrl,
    Uri ThumbnailUrl,
    string TaskType,
    string Quality,
    string AspectRatio,
    double DurationSeconds,
    long ViewCount,
    long LikeCount,
    int DisplayOrder,
    bool IsActive,
    DateTimeOffset CreatedAt);

/// <summary>Writes the films of the showcase as the contract's bodies.</summary>
public sealed class ShowcaseBodies(IMediaStore media, ShowcaseOptions options)
{
    private static readonly TimeSpan _linkLifetime = TimeSpan.FromHours(24);

    /// <summary>A film. Nobody can like one, so nobody does.</summary>
    internal ShowcaseVideo Of(ShownFilm shown) => new(
        shown.Film.Number,
        shown.Film.Title,
        shown.Film.Prompt,
        Link(shown.Files.Video!),
        Link(shown.Files.Thumbnail!),
        SoraWords.TaskTypes[TaskType.TextToVideo],
        SoraWords.Qualities[Quality.Standard],
        SoraWords.AspectRatios[shown.Film.AspectRatio],
        shown.Files.DurationSeconds,
        shown.Views,
        LikeCount: 0,
        DisplayOrder: shown.Film.Number,
        IsActive: true,
        shown.MadeAt);

    private Uri Link(MediaKey key)
    {
        Uri link = media.SignDownload(key, _linkLifetime);
        return options.CdnUrl is null ? link : new Uri(options.CdnUrl, link.PathAndQuery);
    }
}
