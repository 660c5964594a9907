using FsCheck;
using FsCheck.Fluent;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Domain.Tests.Support;
using Property = Understudy.Domain.Tests.Support.Property;

namespace Understudy.Domain.Tests.Products.FilmStudio;

/// <summary>What a project's film is made of.</summary>
public sealed class FilmPartsTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] _kinds =
        [FilmKinds.Video, FilmKinds.Lips, FilmKinds.Narration, FilmKinds.Music, FilmKinds.Composition];

    // Few instants, so that several jobs have one.
    private static readonly Arbitrary<Job[]> _histories = (
        from number in Gen.Choose(0, 12)
        from jobs in Gen.ArrayOf(
            from kind in Gen.Elements(_kinds)
            from state in Gen.Elements(JobState.Completed, JobState.Completed, JobState.Processing, JobState.Failed, JobState.Cancelled)
            from at in Gen.Choose(0, 5)
            select (kind, state, at),
            number)
        select jobs.Select((job, index) => JobOf($"{index:00}", job.kind, job.state, job.at)).ToArray()).ToArbitrary();

    [Fact]
    public void The_order_in_which_jobs_are_read_or_done_changes_nothing() => Property.Holds(_histories, 1000, jobs =>
    {
        PartIds? parts = FilmParts.Choose(jobs)?.Ids;
        FilmParts.Choose(jobs.Reverse())?.Ids.ShouldBe(parts);
        FilmParts.Choose(jobs.OrderBy(job => job.State))?.Ids.ShouldBe(parts);
        (FilmParts.Choose(jobs.Reverse()) is null).ShouldBe(parts is null);
    });

    [Fact]
    public void The_newest_of_each_kind_are_all_that_has_to_be_read() => Property.Holds(_histories, 1000, jobs =>
    {
        IReadOnlyList<string>[] groups = [FilmParts.PictureKinds, [FilmKinds.Narration], [FilmKinds.Music]];
        Job[] newest = [.. groups.SelectMany(kinds => jobs
            .Where(job => kinds.Contains(job.Kind) && job.State == JobState.Completed)
            .OrderByDescending(job => job.CreatedAt).ThenByDescending(job => job.Id, StringComparer.Ordinal).Take(1))];
        (FilmParts.Choose(newest)?.Ids).ShouldBe(FilmParts.Choose(jobs)?.Ids);
    });

    [Fact]
    public void Only_what_was_made_is_chosen_and_nothing_newer_is_passed_over() => Property.Holds(_histories, 1000, jobs =>
    {
        var parts = FilmParts.Choose(jobs);
        Job[] made = [.. jobs.Where(job => job.State == JobState.Completed)];
        (parts is null).ShouldBe(!made.Any(job => job.Kind is FilmKinds.Video or FilmKinds.Lips));
        if (parts is null) return;
        ShouldBeNewest(parts.Picture, made.Where(job => job.Kind is FilmKinds.Video or FilmKinds.Lips));
        Job[] narrations = [.. made.Where(job => job.Kind == FilmKinds.Narration)];
        if (parts.Narration is { } narration) ShouldBeNewest(narration, narrations);
        else (narrations.Length == 0 || parts.Picture.Kind == FilmKinds.Lips).ShouldBeTrue();
        Job[] musics = [.. made.Where(job => job.Kind == FilmKinds.Music)];
        (parts.Music is null).ShouldBe(musics.Length == 0);
        if (parts.Music is { } music) ShouldBeNewest(music, musics);
        // A film speaks with one voice: its own, or what is said over it.
        if (parts.KeepsSound) (parts.Picture.Kind == FilmKinds.Lips && parts.Narration is null).ShouldBeTrue();
        parts.IsComposed.ShouldBe(parts.Narration is not null || parts.Music is not null);
    });

    [Fact]
    public void What_is_not_chosen_can_be_deleted_and_nothing_changes() => Property.Holds(_histories, 1000, jobs =>
    {
        if (FilmParts.Choose(jobs) is not { } parts) return;
        foreach (Job job in jobs.Where(job => job.Id != parts.Ids.Picture && job.Id != parts.Ids.Narration && job.Id != parts.Ids.Music))
            FilmParts.Choose(jobs.Where(other => other != job))!.Ids.ShouldBe(parts.Ids);
    });

    [Fact]
    public void Lips_say_what_was_narrated_before_them_and_give_way_to_what_is_said_later()
    {
        Job earlier = JobOf("1", FilmKinds.Narration, JobState.Completed, 0);
        Job lips = JobOf("2", FilmKinds.Lips, JobState.Completed, 1);
        Job later = JobOf("3", FilmKinds.Narration, JobState.Completed, 2);
        FilmParts spoken = FilmParts.Choose([earlier, lips])!;
        (spoken.Narration, spoken.KeepsSound, spoken.IsComposed).ShouldBe((null, true, false));
        FilmParts narrated = FilmParts.Choose([earlier, lips, later])!;
        (narrated.Narration, narrated.KeepsSound, narrated.IsComposed).ShouldBe((later, false, true));
    }

    [Fact]
    public void A_project_follows_its_newest_video_job_and_falls_back_when_that_is_gone()
    {
        FilmProject project = new()
        {
            Id = "p",
            OwnerId = "ann",
            Name = "Mine",
            VideoType = "story",
            Language = "en",
            CreatedAt = _start,
            UpdatedAt = _start,
        };
        Job first = JobOf("1", FilmKinds.Video, JobState.Completed, 1);
        Job second = JobOf("2", FilmKinds.Video, JobState.Processing, 2);
        FilmProject following = project.Follow(second);
        following.Status.ShouldBe(FilmStatus.Processing);
        following.Follow(first).ShouldBeSameAs(following, "An older job has nothing to say.");
        following.Follow(second with { State = JobState.Failed }).Status.ShouldBe(FilmStatus.Failed);
        following.Lose("1", second).ShouldBeSameAs(following);
        following.Lose("2", first).Status.ShouldBe(FilmStatus.Completed);
        following.Lose("2", null).Status.ShouldBe(FilmStatus.Draft);
    }

    [Fact]
    public void Each_change_is_later_than_the_one_before()
    {
        FilmProject project = new()
        {
            Id = "p",
            OwnerId = "ann",
            Name = "Mine",
            VideoType = "story",
            Language = "en",
            CreatedAt = _start,
            UpdatedAt = _start,
        };
        FilmProject once = project.Change(_start);
        FilmProject twice = once.Change(_start);
        (twice.ChangedAt > once.ChangedAt).ShouldBeTrue();
        (twice.Change(_start.AddHours(-1)).ChangedAt > twice.ChangedAt).ShouldBeTrue();
    }

    private static void ShouldBeNewest(Job job, IEnumerable<Job> others) => job.ShouldBe(
        others.OrderBy(other => other.CreatedAt).ThenBy(other => other.Id, StringComparer.Ordinal).Last());

    private static Job JobOf(string id, string kind, JobState state, int at) => new()
    {
        Id = id,
        OwnerId = "ann",
        Product = FilmStudioPlans.Product,
        Kind = kind,
        Lane = "lane",
        Inputs = JobInputs.Of(new { ProjectId = "p" }),
        State = state,
        EstimatedSeconds = 1,
        Outputs = state == JobState.Completed
            ? new JobOutputs { DurationSeconds = 5, Video = new MediaKey(MediaKey.Library, $"x/{id}.mp4") }
            : null,
        CreatedAt = _start.AddSeconds(at),
        UpdatedAt = _start.AddSeconds(at),
        DeadlineAt = _start.AddDays(1),
    };
}
