using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Sora;

namespace Understudy.Bench.Http;

/// <summary>What people at Sora have done, as documents; the files are not there.</summary>
internal static class SoraSamples
{
    /// <summary>A task that has succeeded.</summary>
    public static Job Task(string ownerId)
    {
        string id = Guid.CreateVersion7().ToString("D");
        MediaKey folder = SoraVideo.FolderOf(ownerId, id);
        SoraVideo video = new()
        {
            Type = TaskType.TextToVideo,
            Prompt = "A lake",
            AspectRatio = AspectRatio.Landscape,
            Quality = Quality.Standard,
            Seed = 1,
            Seconds = 5,
            FramesPerSecond = 24,
            Folder = folder,
        };
        return Completed(id, ownerId, "promptVideo", JobInputs.Of(video), folder);
    }

    /// <summary>A film of the showcase that has been made.</summary>
    public static Job Film(ShowcaseFilm film) => Completed(
        $"{Showcase.Owner}-{film.Name}-1", Showcase.Owner, ShowcaseKind.KindName, JobInputs.Of(film), film.Folder);

    /// <summary>Has somebody spend credits until their wallet has so many more lines.</summary>
    public static async Task SpendAsync(IDocumentStore store, string ownerId, int lines, CancellationToken cancellationToken)
    {
        WalletLedger ledger = new(store, TimeProvider.System);
        WalletId wallet = Credits.Wallet(ownerId);
        await ledger.GrantAsync(
            wallet, new Grant("bench", lines, "bench", null) { Kind = EntryKind.Earned }, cancellationToken);
        for (int line = 1; line < lines; line += 2)
        {
            string task = Guid.CreateVersion7().ToString("D");
            HoldRequest hold = new(task, 2) { Text = "Sora text-to-video (standard): A lake" };
            Result<WalletStatement> held = await ledger.HoldAsync(wallet, hold, cancellationToken);
            if (!held.Succeeded) throw new InvalidOperationException($"{held.Problem}");
            await ledger.CaptureAsync(wallet, task, 1, cancellationToken: cancellationToken);
        }
    }

    private static Job Completed(string id, string ownerId, string kind, JobInputs inputs, MediaKey folder)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Job job = new()
        {
            Id = id,
            OwnerId = ownerId,
            Product = Credits.Product,
            Kind = kind,
            Inputs = inputs,
            Lane = "bench",
            EstimatedSeconds = 10,
            CreatedAt = now,
            UpdatedAt = now,
            DeadlineAt = now.AddHours(1),
        };
        JobOutputs outputs = new()
        {
            DurationSeconds = 5,
            Bytes = 1_000_000,
            Video = folder.File("film.mp4"),
            Thumbnail = folder.File("thumbnail.jpg"),
        };
        return job.Start(now).Complete(outputs, charged: 0, now);
    }
}
