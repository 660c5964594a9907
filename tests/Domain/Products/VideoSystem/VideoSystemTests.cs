using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Products.VideoSystem;

namespace Understudy.Domain.Tests.Products.VideoSystem;

/// <summary>The rules of VideoSystem.</summary>
public sealed class VideoSystemTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_project_follows_its_newest_job_and_no_older_one()
    {
        VideoProject project = Project();
        project = project.Follow(Job("b", 1));
        (project.Status, project.Newest!.Id).ShouldBe((ProjectStatus.Queued, "b"));
        project = project.Follow(Job("b", 1) with { State = JobState.Processing });
        project.Status.ShouldBe(ProjectStatus.Processing);
        project.Follow(Job("a", 0) with { State = JobState.Failed }).ShouldBeSameAs(project);
        project.Follow(Job("a", 1) with { State = JobState.Failed }).ShouldBeSameAs(project, "of one instant the ids decide");
        VideoProject next = project.Follow(Job("c", 2));
        (next.Status, next.Newest!.Id).ShouldBe((ProjectStatus.Queued, "c"));
        next.Follow(Job("b", 1) with { State = JobState.Completed }).ShouldBeSameAs(next);
        next.Follow(Job("c", 2) with { State = JobState.Cancelled }).Status.ShouldBe(ProjectStatus.Failed);
    }

    [Fact]
    public void A_project_that_has_heard_of_a_state_stays_the_same_document()
    {
        VideoProject project = Project().Follow(Job("a", 1) with { State = JobState.Completed });
        project.Follow(Job("a", 1) with { State = JobState.Completed }).ShouldBeSameAs(project);
    }

    [Theory]
    [InlineData("#FF0000", 0xFF0000)]
    [InlineData("#00fA9b", 0x00FA9B)]
    [InlineData("FF0000", null)]
    [InlineData("#FF000", null)]
    [InlineData("#FF00000", null)]
    [InlineData("#GG0000", null)]
    [InlineData("# F0000", null)]
    [InlineData("#-F0000", null)]
    [InlineData("", null)]
    public void A_colour_is_six_digits(string text, int? colour) => TemplateVariable.Color.Read(text).ShouldBe(colour);

    [Fact]
    public void Templates_are_told_apart_and_leave_no_variable_open()
    {
        TemplateCatalogue.All.Select(template => template.Id).ShouldBeUnique();
        TemplateCatalogue.All.Count.ShouldBeGreaterThanOrEqualTo(8);
        TemplateCatalogue.All.DistinctBy(template => template.Category).Count().ShouldBeGreaterThanOrEqualTo(4);
        foreach (VideoTemplate template in TemplateCatalogue.All)
        {
            Guid.TryParseExact(template.Id, "D", out _).ShouldBeTrue(template.Name);
            template.PromptOf(new Dictionary<string, string>()).ShouldNotContain("{");
            foreach (TemplateVariable.Choice choice in template.Choices) template.Prompt.ShouldContain($"{{{choice.Name}}}");
            template.Text.Length.ShouldBeLessThanOrEqualTo(TemplateVariable.Text.MaxLength);
        }
    }

    [Fact]
    public void What_a_film_takes_grows_with_its_picture_and_its_length()
    {
        PictureSize small = new(1280, 720), large = new(1920, 1080);
        FilmEstimate.Bytes(small, 5).ShouldBeLessThan(FilmEstimate.Bytes(large, 5));
        FilmEstimate.Bytes(small, 5).ShouldBeLessThan(FilmEstimate.Bytes(small, 10));
        FilmEstimate.WorkSeconds(small, 5).ShouldBeLessThan(FilmEstimate.WorkSeconds(large, 10));
        // An account has room for more than sixteen of the longest and largest.
        (FilmEstimate.Bytes(large, 60) * 16).ShouldBeLessThan(PromptVideo.StorageLimit);
    }

    [Fact]
    public void A_seed_follows_from_the_id()
    {
        const string Id = "0190a000-0000-7000-8000-0000fffffffe";
        FilmEstimate.SeedOf(Id).ShouldBe(int.MaxValue - 1L);
        FilmEstimate.SeedOf(Id).ShouldBe(FilmEstimate.SeedOf(Id.ToUpperInvariant()));
    }

    private static VideoProject Project() => new()
    {
        Id = "p",
        OwnerId = "ann",
        Title = "Mine",
        Settings = "{}",
        CreatedAt = _now,
        UpdatedAt = _now,
    };

    private static Job Job(string id, int second) => new()
    {
        Id = id,
        OwnerId = "ann",
        Inputs = JobInputs.Of(new { ProjectId = "p" }),
        Lane = "films",
        EstimatedSeconds = 5,
        CreatedAt = _now.AddSeconds(second),
        UpdatedAt = _now.AddSeconds(second),
        DeadlineAt = _now.AddDays(3),
    };
}
