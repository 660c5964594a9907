using Understudy.Domain.Common;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Domain.Publishing;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>What is sent to and from the YouTube service. FilmStudio, YouTube Service.</summary>
internal static class YouTubeBodies
{
    private const string Watch = "https://www.youtube.com/watch?v=";
    private const string List = "https://www.youtube.com/playlist?list=";

    // As many as there is room for: each takes a character and a comma.
    private const int MostTags = VideoDetails.MostTagCharacters / 2;

    /// <summary>The contract's words for who may see something.</summary>
    public static Words<VideoPrivacy> Privacies { get; } = new(
        (VideoPrivacy.Public, "public"), (VideoPrivacy.Unlisted, "unlisted"), (VideoPrivacy.Private, "private"));

    /// <summary>Where a video is seen.</summary>
    public static string UrlOf(string videoId) => Watch + Uri.EscapeDataString(videoId);

    /// <summary>Where a playlist is seen.</summary>
    public static string UrlOfList(string playlistId) => List + Uri.EscapeDataString(playlistId);

    /// <summary>Reads the order of an upload.</summary>
    public static UploadFilm ReadUpload(JsonFields fields, string ownerId, string? id)
    {
        string projectId = fields.Uuid("projectId");
        VideoDetails details = new()
        {
            Title = Plain(fields, "title", fields.Line("title", VideoDetails.LongestTitle)),
            Description = Description(fields),
            Tags = Tags(fields),
            // Who does not say so does not want everybody to see it.
            Privacy = fields.OptionalChoice("privacy", Privacies) ?? VideoPrivacy.Private,
        };
        return new UploadFilm(ownerId, projectId, details, id);
    }

    /// <summary>Reads the order of a playlist.</summary>
    public static CreatePlaylist ReadPlaylist(JsonFields fields, string ownerId, string? id) => new(
        ownerId,
        new PlaylistDetails(
            Plain(fields, "title", fields.Line("title", PlaylistDetails.LongestTitle)),
            Description(fields),
            fields.OptionalChoice("privacy", Privacies) ?? VideoPrivacy.Private),
        id);

    private static string Description(JsonFields fields)
    {
        string text = Plain(
            fields, "description", fields.OptionalText("description", VideoDetails.LongestDescription) ?? "");
        if (VideoDetails.BytesOf(text) > VideoDetails.LongestDescription &&
            text.EnumerateRunes().Count() <= VideoDetails.LongestDescription)
            fields.Add(new FieldError(
                "description", FieldFault.TooLong, $"Must have at most {VideoDetails.LongestDescription} bytes in UTF-8."));
        return text;
    }

    private static IReadOnlyList<string> Tags(JsonFields fields)
    {
        if (!fields.Has("tags")) return [];
        int before = fields.Errors;
        IReadOnlyList<string> tags = fields.Lines("tags", MostTags, VideoDetails.MostTagCharacters, minCount: 0);
        if (fields.Errors > before) return [];
        if (!tags.All(VideoDetails.IsPlain)) fields.Add("tags", FieldFault.NotOneOf, "Must not contain < or >.");
        else if (VideoDetails.TagCharacters(tags) > VideoDetails.MostTagCharacters)
            fields.Add(new FieldError(
                "tags",
                FieldFault.TooLong,
                $"Must have at most {VideoDetails.MostTagCharacters} characters together, with a comma between two and " +
                "quotation marks around each that has a space."));
        return tags;
    }

    private static string Plain(JsonFields fields, string field, string text)
    {
        if (!VideoDetails.IsPlain(text)) fields.Add(field, FieldFault.NotOneOf, "Must not contain < or >.");
        return text;
    }
}

/// <summary>Where to let the app in; beyond the contract.</summary>
internal sealed record ConnectAnswer(Uri Url);

/// <summary>The channel that is connected; beyond the contract.</summary>
internal sealed record ConnectionAnswer(
    bool Connected, string? ChannelId, string? ChannelTitle, DateTimeOffset? ConnectedAt, string? Problem)
{
    public static ConnectionAnswer Of(ChannelConnection? connection) => new(
        connection is { WithdrawnAt: null },
        connection?.ChannelId,
        connection?.ChannelTitle,
        connection?.ConnectedAt,
        connection?.WithdrawnAt is null ? null : "Google does not let the app in any more. Connect the channel again.");
}

/// <summary>A film on YouTube. FilmStudio, POST /youtube/upload.</summary>
internal sealed record UploadedAnswer(string VideoId, string Url, string Status)
{
    public static UploadedAnswer Of(Publication publication) => new(
        publication.VideoId!, YouTubeBodies.UrlOf(publication.VideoId!), UploadAnswer.StatusOf(publication));
}

/// <summary>An upload that goes on; beyond the contract.</summary>
internal sealed record UploadingAnswer(string UploadId, string Status, int Progress, string Message)
{
    public static UploadingAnswer Of(Publication publication) => new(
        publication.Id,
        UploadAnswer.StatusOf(publication),
        UploadAnswer.ProgressOf(publication),
        $"The film is being uploaded; GET {FilmStudioProduct.BasePath}/youtube/uploads/{publication.Id} tells how it stands");
}

/// <summary>How an upload stands; beyond the contract.</summary>
internal sealed record UploadAnswer(
    string Id,
    string ProjectId,
    string Status,
    int Progress,
    string? VideoId,
    string? Url,
    string? Error,
    IReadOnlyList<string> Warnings,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt)
{
    public static UploadAnswer Of(Publication publication) => new(
        publication.Id,
        publication.SourceId,
        StatusOf(publication),
        ProgressOf(publication),
        publication.VideoId,
        publication.VideoId is { } video ? YouTubeBodies.UrlOf(video) : null,
        publication.Failure?.Message,
        publication.Extras.Warnings,
        publication.CreatedAt,
        publication.FinishedAt);

    /// <summary>The word for how an upload stands.</summary>
    public static string StatusOf(Publication publication) => publication switch
    {
        { State: PublicationState.Queued } => "queued",
        { State: PublicationState.Uploading } => "uploading",
        { State: PublicationState.Failed } => "failed",
        { IsLockedPrivate: true } => "locked_private",
        _ => "uploaded",
    };

    /// <summary>How much has arrived, 0–100; all only at the end.</summary>
    public static int ProgressOf(Publication publication) => publication.State == PublicationState.Published
        ? 100
        : (int)Math.Min(99, publication.Bytes == 0 ? 0 : publication.Arrived * 100 / publication.Bytes);
}

/// <summary>A playlist. FilmStudio, POST /youtube/playlist.</summary>
internal sealed record PlaylistAnswer(string PlaylistId, string Title, string Url)
{
    public static PlaylistAnswer Of(Playlist playlist) => new(
        playlist.PlaylistId!, playlist.Details.Title, YouTubeBodies.UrlOfList(playlist.PlaylistId!));
}

/// <summary>What a person has uploaded. FilmStudio, GET /youtube/videos.</summary>
internal sealed record VideosAnswer(IReadOnlyList<VideoAnswer> Videos);

internal sealed record VideoAnswer(string Id, string Title, long Views, DateTimeOffset UploadedAt)
{
    public static VideoAnswer Of(PublishedVideo video) => new(video.Id, video.Title, video.Views, video.UploadedAt);
}
