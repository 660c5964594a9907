using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>
/// A model of a person's looks or voice, from the promise of an upload to the trained thing. Clone §1.3 and §1.4. Its
/// training job, once there is one, has the same id.
/// </summary>
public sealed record CloneModel : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("model", "kind", "state", "sourceType", "createdAt");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Whose model it is.</summary>
    public required string OwnerId { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Of looks or of a voice.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>How a voice sample came about; null for videos.</summary>
    public SourceType? SourceType { get; init; }

    /// <summary>Where it stands.</summary>
    public ModelState State { get; init; }

    /// <summary>The uploaded file.</summary>
    public required MediaKey Source { get; init; }

    /// <summary>What was promised of the upload.</summary>
    public required UploadPromise Promise { get; init; }

    /// <summary>When the URL for the upload stops working.</summary>
    public required DateTimeOffset UploadExpiresAt { get; init; }

    /// <summary>The source's length as probed, in seconds; null before that.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>A still of the person, for trained video models.</summary>
    public MediaKey? Thumbnail { get; init; }

    /// <summary>Why training failed.</summary>
    public JobFailure? Failure { get; init; }

    /// <summary>When the engine began to train it.</summary>
    public DateTimeOffset? ProcessingStartedAt { get; init; }

    /// <summary>When training ended, in whatever way.</summary>
    public DateTimeOffset? ProcessingCompletedAt { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Where the trained model's files are.</summary>
    public MediaKey Files => FilesOf(OwnerId, Id);

    /// <summary>Where the files of a model of that id are.</summary>
    public static MediaKey FilesOf(string ownerId, string id) => new(MediaKey.Library, $"models/{ownerId}/{id}/");

    /// <summary>Whether training has ended.</summary>
    public bool IsFinished => State is ModelState.Completed or ModelState.Failed;

    /// <summary>The upload is there; its owner has not said so yet.</summary>
    public CloneModel Arrive(DateTimeOffset now) => State == ModelState.Pending
        ? this with { State = ModelState.Uploading, UpdatedAt = now }
        : this;

    /// <summary>The upload is complete and training is next.</summary>
    public CloneModel Confirm(DateTimeOffset now) => State is ModelState.Pending or ModelState.Uploading
        ? this with { State = ModelState.Processing, UpdatedAt = now }
        : this;

    /// <summary>The engine has begun.</summary>
    public CloneModel Start(DateTimeOffset now) => State == ModelState.Processing && ProcessingStartedAt is null
        ? this with { ProcessingStartedAt = now, UpdatedAt = now }
        : this;

    /// <summary>The model is trained.</summary>
    public CloneModel Complete(JobOutputs outputs, DateTimeOffset now) => IsFinished
        ? this
        : this with
        {
            State = ModelState.Completed,
            DurationSeconds = outputs.DurationSeconds,
            Thumbnail = outputs.Thumbnail,
            ProcessingStartedAt = ProcessingStartedAt ?? now,
            ProcessingCompletedAt = now,
            UpdatedAt = now,
        };

    /// <summary>The model cannot be trained.</summary>
    public CloneModel Fail(JobFailure failure, DateTimeOffset now) => IsFinished
        ? this
        : this with { State = ModelState.Failed, Failure = failure, ProcessingCompletedAt = now, UpdatedAt = now };
}

/// <summary>What a model is of.</summary>
public enum ModelKind
{
    /// <summary>Looks: Clone §4.</summary>
    Video,

    /// <summary>A voice: Clone §5.</summary>
    Voice,
}

/// <summary>How a voice sample came about.</summary>
public enum SourceType
{
    /// <summary>A file that was there.</summary>
    Upload,

    /// <summary>Recorded in the browser.</summary>
    Recording,
}

/// <summary>Where a model stands; the words are the contract's.</summary>
public enum ModelState
{
    /// <summary>It waits for its upload.</summary>
    Pending,

    /// <summary>The upload is there and waits to be confirmed.</summary>
    Uploading,

    /// <summary>It waits for the engine or is being trained.</summary>
    Processing,

    /// <summary>It can be used.</summary>
    Completed,

    /// <summary>It can never be used; <see cref="CloneModel.Failure"/> says why.</summary>
    Failed,
}
