using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>What a person collects clips in. VideoSystem, Video Projects.</summary>
public sealed record VideoProject : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("videoProject", "status", "createdAt", "deletedAt");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>1–200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Up to 2000 characters, or null.</summary>
    public string? Description { get; init; }

    /// <summary>What its owner keeps with it: a JSON object of at most 16 KiB, which nobody here looks into.</summary>
    public required string Settings { get; init; }

    /// <summary>That of its newest job, as it was when somebody last looked.</summary>
    public ProjectStatus Status { get; init; }

    /// <summary>Its newest job, or null before the first one.</summary>
    public NewestJob? Newest { get; init; }

    /// <summary>When its owner deleted it: nobody finds it from then on, and all of it goes.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was created, or its newest job last came further.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether the newest job may still change the status.</summary>
    public bool IsUnderway => Status is ProjectStatus.Queued or ProjectStatus.Processing;

    /// <summary>The project as one of its jobs has it, unless there is a newer one.</summary>
    public VideoProject Follow(Job job)
    {
        NewestJob asked = new(job.Id, job.CreatedAt);
        if (Newest is { } newest && newest.Id != asked.Id &&
            (newest.At, newest.Id).CompareTo((asked.At, asked.Id)) > 0) return this;
        ProjectStatus status = StatusOf(job.State);
        return Newest == asked && Status == status
            ? this
            : this with { Newest = asked, Status = status, UpdatedAt = job.UpdatedAt > UpdatedAt ? job.UpdatedAt : UpdatedAt };
    }

    private static ProjectStatus StatusOf(JobState state) => state switch
    {
        JobState.Queued => ProjectStatus.Queued,
        JobState.Processing => ProjectStatus.Processing,
        JobState.Completed => ProjectStatus.Completed,
        _ => ProjectStatus.Failed,
    };
}

/// <summary>Where a project stands.</summary>
public enum ProjectStatus
{
    /// <summary>Nothing has been asked for in it.</summary>
    Draft,

    /// <summary>Its newest job waits.</summary>
    Queued,

    /// <summary>Its newest job is being done.</summary>
    Processing,

    /// <summary>Its newest job made a clip.</summary>
    Completed,

    /// <summary>Its newest job failed or was cancelled.</summary>
    Failed,
}

/// <summary>The job of a project that was asked for last.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was asked for.</param>
public sealed record NewestJob(string Id, DateTimeOffset At);
