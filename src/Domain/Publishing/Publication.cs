using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>
/// A video on its way to somebody's channel: one document, and one durable orchestration. What is about to be done at the site is
/// written down here before it is done, so that it can be found there afterwards.
/// </summary>
public sealed record Publication : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("publication", "state", "createdAt");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Whose video it is.</summary>
    public required string OwnerId { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>The site's id of the channel that it goes to.</summary>
    public required string ChannelId { get; init; }

    /// <summary>The id of what it is published of, in the product's words.</summary>
    public required string SourceId { get; init; }

    /// <summary>The files.</summary>
    public required PublishedFiles Files { get; init; }

    /// <summary>The size of the video in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>What is said of it.</summary>
    public required VideoDetails Details { get; init; }

    /// <summary>Where it stands.</summary>
    public PublicationState State { get; init; }

    /// <summary>The upload at the site, once it has begun.</summary>
    public UploadSession? Session { get; init; }

    /// <summary>When that began.</summary>
    public DateTimeOffset? SessionBegunAt { get; init; }

    /// <summary>How many uploads have been begun for it.</summary>
    public int Sessions { get; init; }

    /// <summary>How many bytes the site is known to have.</summary>
    public long Arrived { get; init; }

    /// <summary>
    /// When the last bytes were about to be sent for the first time in this upload: from then on the site may have the whole
    /// video, whatever it answered.
    /// </summary>
    public DateTimeOffset? LastPieceAt { get; init; }

    /// <summary>How often the channel was searched for the video of an upload that the site does not know any more.</summary>
    public int Searches { get; init; }

    /// <summary>How often in a row the site has not answered.</summary>
    public int Silences { get; init; }

    /// <summary>The video, once the site has it.</summary>
    public string? VideoId { get; init; }

    /// <summary>Who sees the video, by the site's word.</summary>
    public VideoPrivacy? Privacy { get; init; }

    /// <summary>What has been tried of what comes after the upload: of each either that it is done, or what was wrong.</summary>
    public PublishedExtras Extras { get; init; } = new();

    /// <summary>Why there is no video.</summary>
    public PublicationFailure? Failure { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it fails if it has not come to its end.</summary>
    public required DateTimeOffset DeadlineAt { get; init; }

    /// <summary>When it ended, in whatever way.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool IsFinished => State is PublicationState.Published or PublicationState.Failed;

    /// <summary>Whether the site shows it to fewer people than was asked for.</summary>
    public bool IsLockedPrivate => Privacy == VideoPrivacy.Private && Details.Privacy != VideoPrivacy.Private;

    /// <summary>An upload has begun for it.</summary>
    public Publication Begin(UploadSession session, DateTimeOffset now) => this with
    {
        State = PublicationState.Uploading,
        Session = session,
        SessionBegunAt = now,
        Sessions = Sessions + 1,
        Arrived = 0,
        LastPieceAt = null,
        Searches = 0,
        Silences = 0,
    };

    /// <summary>The upload is gone, and has published nothing: another one is to be begun.</summary>
    public Publication Forget() =>
        this with { Session = null, SessionBegunAt = null, LastPieceAt = null, Arrived = 0, Searches = 0 };

    /// <summary>The site has the video.</summary>
    public Publication Arrive(SiteVideo video) => this with
    {
        State = PublicationState.Uploading,
        VideoId = video.Id,
        Privacy = video.Privacy ?? Privacy,
        Arrived = Bytes,
        // Whoever has it could go on with the upload; nobody has to any more.
        Session = null,
        Silences = 0,
    };

    /// <summary>It is published. What has ended otherwise stays so.</summary>
    public Publication Publish(VideoPrivacy? privacy, DateTimeOffset now) => IsFinished
        ? this
        : this with { State = PublicationState.Published, Privacy = privacy ?? Privacy, FinishedAt = now };

    /// <summary>It cannot be published. What has ended otherwise stays so.</summary>
    public Publication Fail(PublicationFailure failure, DateTimeOffset now) => IsFinished
        ? this
        : this with { State = PublicationState.Failed, Failure = failure, Session = null, FinishedAt = now };
}

/// <summary>Where a publication is.</summary>
public enum PublicationState
{
    /// <summary>It is to begin.</summary>
    Queued,

    /// <summary>The site is given it.</summary>
    Uploading,

    /// <summary>The site has it.</summary>
    Published,

    /// <summary>There will be no video.</summary>
    Failed,
}

/// <summary>What is published.</summary>
/// <param name="Video">The video.</param>
/// <param name="Thumbnail">The picture that stands for it; null for one that the site chooses.</param>
/// <param name="Captions">WebVTT of what is said; null for none.</param>
/// <param name="Language">What is spoken, e.g. <c>en</c>; null when nothing is, or it is not known.</param>
public sealed record PublishedFiles(
    MediaKey Video, MediaKey? Thumbnail = null, MediaKey? Captions = null, string? Language = null);

/// <summary>What comes after the upload. None of it is worth failing for.</summary>
public sealed record PublishedExtras
{
    /// <summary>Whether the picture needs nothing more.</summary>
    public bool ThumbnailIsOver { get; init; }

    /// <summary>Whether the captions need nothing more.</summary>
    public bool CaptionsAreOver { get; init; }

    /// <summary>What could not be done, in sentences for the owner.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>Names a publication.</summary>
public sealed record PublicationReference(string OwnerId, string Id);
