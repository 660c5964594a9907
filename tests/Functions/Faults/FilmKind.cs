using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;

namespace Understudy.Functions.Tests.Faults;

/// <summary>Films of a product that there is not.</summary>
public sealed class FilmKind : IJobKind
{
    /// <summary>How many units a film costs.</summary>
    public const int Cost = 4;

    public string Product => "cinema";

    public string Name => "testFilm";

    public string Lane => "test-films";

    public IReadOnlyCollection<Type> Tasks => [typeof(EngineTask.PaintFilm)];

    public TimeSpan WorkLimit => TimeSpan.FromDays(1);

    public EngineTask ToTask(Job job) => new EngineTask.PaintFilm
    {
        Output = new MediaKey(MediaKey.Library, $"films/{job.OwnerId}/{job.Id}/"),
        Prompt = "A lighthouse",
        Size = new PictureSize(1280, 720),
        Seconds = 5,
        Seed = 1,
        Watermark = true,
    };

    public Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task GoneAsync(JobReference job, CancellationToken cancellationToken) => Task.CompletedTask;

    public IEnumerable<PersonalItem> Describe(Job job) => [];

    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) => Task.CompletedTask;
}
