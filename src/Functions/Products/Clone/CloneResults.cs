using System.Text.Json.Serialization.Metadata;
using Understudy.Domain.Common;
using Understudy.Domain.Media;

namespace Understudy.Functions.Products.Clone;

/// <summary>The shapes that the Clone contract's successful answers share.</summary>
internal static class CloneResults
{
    /// <summary>200 with a body.</summary>
    public static IResult Ok<T>(T body, JsonTypeInfo<T> json) => Results.Json(body, json);

    /// <summary>201 with a body.</summary>
    public static IResult Created<T>(T body, JsonTypeInfo<T> json) =>
        Results.Json(body, json, contentType: null, StatusCodes.Status201Created);

    /// <summary>200 with a sentence.</summary>
    public static IResult Message(string message) => Ok(new MessageAnswer(message), CloneJson.Wire.MessageAnswer);

    /// <summary>Where a page stands in its list. Clone §11.</summary>
    public static Pagination Page(Paging paging, int? total) =>
        new(paging.Page, paging.Limit, total ?? 0, paging.Pages(total ?? 0));

    /// <summary>How long links to media work. Clone §7.3.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    /// <summary>A link to an object, or null when there is none.</summary>
    public static Uri? Link(this IMediaStore media, MediaKey? key) =>
        key is null ? null : media.SignDownload(key, LinkLifetime);

    /// <summary>A length in whole seconds, as the contract counts them.</summary>
    public static int? Seconds(double? seconds) =>
        seconds is { } length ? Math.Max(1, (int)Math.Round(length, MidpointRounding.AwayFromZero)) : null;
}
