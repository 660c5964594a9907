using Understudy.Domain.Jobs;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>
/// What a project's film is made of: the newest of its pictures, with the newest narration and the newest music. Which job is
/// newest is a matter of when it was asked for, and not of which was done first.
/// </summary>
/// <param name="Picture">The job whose film is seen.</param>
/// <param name="Narration">The job whose speech is heard, or null.</param>
/// <param name="Music">The job whose music is heard, or null.</param>
public sealed record FilmParts(Job Picture, Job? Narration, Job? Music)
{
    /// <summary>Kinds whose jobs make pictures.</summary>
    public static IReadOnlyList<string> PictureKinds { get; } = [FilmKinds.Video, FilmKinds.Lips];

    /// <summary>Their ids.</summary>
    public PartIds Ids => new(Picture.Id, Narration?.Id, Music?.Id);

    /// <summary>Whether there is anything to put together; the picture alone is a film already.</summary>
    public bool IsComposed => Narration is not null || Music is not null;

    /// <summary>
    /// Whether the picture's own sound is heard: that of a film whose lips follow it, unless something else is said since.
    /// </summary>
    public bool KeepsSound => Picture.Kind == FilmKinds.Lips && Narration is null;

    /// <summary>Chooses among a project's jobs, in whatever order; null as long as there is no picture.</summary>
    public static FilmParts? Choose(IEnumerable<Job> jobs)
    {
        Job[] made = [.. jobs.Where(job => job is { State: JobState.Completed, Outputs: not null })];
        if (Newest(made, PictureKinds) is not { } picture) return null;
        Job? narration = Newest(made, [FilmKinds.Narration]);
        // A film whose lips were moved says what they follow; what was narrated before is not meant any more.
        if (picture.Kind == FilmKinds.Lips && narration is not null && Age(narration).CompareTo(Age(picture)) < 0)
            narration = null;
        return new FilmParts(picture, narration, Newest(made, [FilmKinds.Music]));
    }

    private static Job? Newest(IEnumerable<Job> jobs, IReadOnlyList<string> kinds) =>
        jobs.Where(job => kinds.Contains(job.Kind)).MaxBy(Age);

    // Ids of jobs sort by time, too: they part those of one instant.
    private static (DateTimeOffset At, string Id) Age(Job job) => (job.CreatedAt, job.Id);
}

/// <summary>Which parts a film is made of, by the jobs that made them.</summary>
public sealed record PartIds(string Picture, string? Narration, string? Music);
