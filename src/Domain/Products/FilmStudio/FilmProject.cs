using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>What belongs to one film of a person. FilmStudio, Project Service.</summary>
public sealed record FilmProject : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("filmProject", "status", "createdAt", "deletedAt", "changedAt");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Up to 2000 characters, or null.</summary>
    public string? Description { get; init; }

    /// <summary>story, music, explainer or promo.</summary>
    public required string VideoType { get; init; }

    /// <summary>The language of its speech, by its two letters.</summary>
    public required string Language { get; init; }

    /// <summary>That of its newest video job, as it was when somebody last looked.</summary>
    public FilmStatus Status { get; init; }

    /// <summary>Its newest video job, or null as long as there is none.</summary>
    public NewestFilm? Newest { get; init; }

    /// <summary>The composition that was begun last, or null when none has been.</summary>
    public Composition? Composition { get; init; }

    /// <summary>
    /// When a part of it came or went that its composition may not know of; null once that has caught up. Each change has a time
    /// of its own, so that one that comes while another is dealt with is not overlooked.
    /// </summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>When its owner deleted it: nobody finds it from then on, and all of it goes.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was created, or its newest video job last came further.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The project as one of its video jobs has it, unless there is a newer one.</summary>
    public FilmProject Follow(Job job)
    {
        NewestFilm asked = new(job.Id, job.CreatedAt);
        if (Newest is { } newest && newest.Id != asked.Id &&
            (newest.At, newest.Id).CompareTo((asked.At, asked.Id)) > 0) return this;
        FilmStatus status = StatusOf(job.State);
        return Newest == asked && Status == status
            ? this
            : this with { Newest = asked, Status = status, UpdatedAt = job.UpdatedAt > UpdatedAt ? job.UpdatedAt : UpdatedAt };
    }

    /// <summary>The project when one of its video jobs is gone, and that is the newest one left.</summary>
    public FilmProject Lose(string jobId, Job? left) => Newest?.Id != jobId
        ? this
        : left is null
            ? this with { Newest = null, Status = FilmStatus.Draft }
            : this with { Newest = new NewestFilm(left.Id, left.CreatedAt), Status = StatusOf(left.State) };

    /// <summary>The project with another change of a part; each is later than the one before.</summary>
    public FilmProject Change(DateTimeOffset now) =>
        this with { ChangedAt = now > ChangedAt ? now : ChangedAt?.AddTicks(1) ?? now };

    private static FilmStatus StatusOf(JobState state) => state switch
    {
        JobState.Queued or JobState.Processing => FilmStatus.Processing,
        JobState.Completed => FilmStatus.Completed,
        _ => FilmStatus.Failed,
    };
}

/// <summary>Where a project stands.</summary>
public enum FilmStatus
{
    /// <summary>No video has been asked for in it.</summary>
    Draft,

    /// <summary>Its newest video job waits, or is being done.</summary>
    Processing,

    /// <summary>Its newest video job made a film.</summary>
    Completed,

    /// <summary>Its newest video job failed or was cancelled.</summary>
    Failed,
}

/// <summary>The video job of a project that was asked for last.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was asked for.</param>
public sealed record NewestFilm(string Id, DateTimeOffset At);

/// <summary>A film that is put together of parts.</summary>
/// <param name="Id">The job that does it.</param>
/// <param name="Parts">Of which.</param>
public sealed record Composition(string Id, PartIds Parts);
