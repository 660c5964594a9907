using Understudy.Domain.Common;

namespace Understudy.Domain.Publishing;

/// <summary>
/// Somebody's channel at a site. Whatever the site does not do is a <see cref="SiteProblem"/>; an exception is a fault of ours.
/// </summary>
public interface IVideoChannel
{
    /// <summary>
    /// Begins an upload that can be cut off and carried on. As long as nothing is sent, it publishes nothing, and one that is
    /// begun again leaves nothing behind.
    /// </summary>
    /// <returns>What the upload is carried on with: sealed by the adapter.</returns>
    Task<Result<UploadSession>> BeginUploadAsync(
        VideoDetails details, long bytes, string contentType, CancellationToken cancellationToken);

    /// <summary>Asks how much of an upload has arrived.</summary>
    Task<Result<UploadState>> AskAsync(UploadSession session, long bytes, CancellationToken cancellationToken);

    /// <summary>Sends a piece of an upload.</summary>
    /// <param name="session">The upload.</param>
    /// <param name="piece">Which bytes of how many.</param>
    /// <param name="content">Where they come from, at the piece's first byte; read once.</param>
    /// <param name="cancellationToken">Gives up; what has arrived by then is known only by asking.</param>
    Task<Result<UploadState>> SendAsync(
        UploadSession session, UploadPiece piece, Stream content, CancellationToken cancellationToken);

    /// <summary>The newest uploads of the channel, the newest first, whoever sent them.</summary>
    Task<Result<IReadOnlyList<SiteVideo>>> ReadNewestAsync(CancellationToken cancellationToken);

    /// <summary>Reads videos by their ids, at most 50; those that there are no more are missing.</summary>
    Task<Result<IReadOnlyList<SiteVideo>>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Sets the picture that stands for a video. May be repeated.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="picture">The picture, read once.</param>
    /// <param name="contentType">Its MIME type.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<SiteDone>> SetThumbnailAsync(
        string videoId, Stream picture, string contentType, CancellationToken cancellationToken);

    /// <summary>Adds captions to a video. May be repeated.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="captions">WebVTT, read once.</param>
    /// <param name="language">What is spoken, e.g. <c>en</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<SiteDone>> AddCaptionsAsync(
        string videoId, Stream captions, string language, CancellationToken cancellationToken);

    /// <summary>Makes a playlist; each time another one.</summary>
    Task<Result<SitePlaylist>> CreatePlaylistAsync(PlaylistDetails details, CancellationToken cancellationToken);

    /// <summary>The channel's playlists, in no order.</summary>
    Task<Result<IReadOnlyList<SitePlaylist>>> ReadPlaylistsAsync(CancellationToken cancellationToken);
}

/// <summary>An upload that has begun.</summary>
/// <param name="Token">What it is carried on with.</param>
public sealed record UploadSession(string Token);

/// <summary>Some of the bytes of an upload.</summary>
/// <param name="Offset">The first one.</param>
/// <param name="Length">How many.</param>
/// <param name="Total">How many all are.</param>
public sealed record UploadPiece(long Offset, long Length, long Total)
{
    /// <summary>Whether nothing comes after it.</summary>
    public bool IsLast => Offset + Length == Total;
}

/// <summary>How far an upload is.</summary>
/// <param name="Arrived">How many bytes have.</param>
/// <param name="Video">The video, once all have.</param>
public sealed record UploadState(long Arrived, SiteVideo? Video = null);

/// <summary>A video as the site has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title, which its owner may have changed.</param>
/// <param name="PublishedAt">When it was put there.</param>
/// <param name="Privacy">Who sees it; null when the site does not tell.</param>
/// <param name="Views">How often it was seen; null when the site does not tell.</param>
/// <param name="Bytes">How large the file was; null when the site does not tell (any more, or yet).</param>
/// <param name="Rejection">Why the site does not show it, in its word; null when it does.</param>
public sealed record SiteVideo(
    string Id,
    string Title,
    DateTimeOffset PublishedAt,
    VideoPrivacy? Privacy = null,
    long? Views = null,
    long? Bytes = null,
    string? Rejection = null);

/// <summary>A playlist as the site has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record SitePlaylist(string Id, string Title, DateTimeOffset CreatedAt);
