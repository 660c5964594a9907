using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.People;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.FilmStudio;

namespace Understudy.Bench.Http;

/// <summary>People and a film at FilmStudio, as documents; the files are not there.</summary>
internal static class FilmStudioSamples
{
    private static readonly string[] _names = ["Ada", "Alan", "Grace", "Edsger", "Barbara", "Donald", "Frances", "Ken"];
    private static readonly string[] _families = ["Lovelace", "Turing", "Hopper", "Dijkstra", "Liskov", "Knuth", "Allen", "Thompson"];

    /// <summary>Writes a video that has been made.</summary>
    public static async Task<Job> VideoAsync(IDocumentStore store, string ownerId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string project = Guid.CreateVersion7().ToString("D");
        string id = Guid.CreateVersion7().ToString("D");
        MediaKey folder = FilmWork.FolderOf(ownerId, id);
        Job job = new()
        {
            Id = id,
            OwnerId = ownerId,
            Product = FilmStudioPlans.Product,
            Kind = FilmKinds.Video,
            Inputs = JobInputs.Of(new VideoInputs
            {
                ProjectId = project,
                Folder = folder,
                Title = "A lake",
                Prompt = "A lake",
                Seconds = 10,
                Seed = 1,
                Watermark = true,
            }),
            Lane = "bench",
            EstimatedSeconds = 10,
            CreatedAt = now,
            UpdatedAt = now,
            DeadlineAt = now.AddHours(1),
        };
        JobOutputs outputs = new() { DurationSeconds = 10, Bytes = 1_000_000, Video = folder.File("film.mp4") };
        Job made = job.Start(now).Complete(outputs, charged: 0, now);
        await store.CreateAsync(made, cancellationToken);
        return made;
    }

    /// <summary>Opens so many accounts, a minute apart, every twentieth of them subscribed, and has the directory know of them.</summary>
    public static async Task AddPeopleAsync(IDocumentStore store, int count, CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await store.CreateAsync(new DirectoryRound { FollowedUntil = now }, cancellationToken);
        ParallelOptions options = new() { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, options, async (number, cancellation) =>
        {
            DateTimeOffset created = now.AddDays(-100).AddMinutes(-number);
            User user = new()
            {
                Id = Guid.CreateVersion7(created).ToString("D"),
                Email = $"person{number}@example.com",
                Name = $"{_names[number % 8]} {_families[number / 8 % 8]}",
                CreatedAt = created,
                UpdatedAt = created,
            };
            await store.CreateAsync(user, cancellation);
            DirectoryEntry entry = new()
            {
                Id = DirectoryEntry.IdOf(user.Id),
                UserId = user.Id,
                Email = user.Email,
                Name = user.Name,
                Plans = number % 20 == 0 ? [new DirectoryPlan(FilmStudioPlans.Product, FilmStudioPlans.ProSku)] : [],
                CreatedAt = created,
                ReceivedAt = created,
            };
            await store.CreateAsync(entry, cancellation);
        });
    }
}
