using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Billing;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Core.Jobs;

/// <summary>Deletions at the wrong moment.</summary>
public sealed class DeletionTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_completed_video_is_charged_even_when_it_is_deleted_before_its_pipeline_came_to_that()
    {
        using Person person = await app.NewPersonAsync();
        string id = Guid.NewGuid().ToString();
        WalletLedger ledger = app.Services.GetRequiredService<WalletLedger>();
        WalletId wallet = Minutes.Wallet(person.Id);
        (await ledger.HoldAsync(wallet, id, 2)).Succeeded.ShouldBeTrue();
        await app.Services.GetRequiredService<IDocumentStore>().CreateAsync(
            Queued(person.Id, id).Complete(new JobOutputs { DurationSeconds = 4 }, charged: 1, DateTimeOffset.UtcNow));

        (await person.DeleteAsync($"/api/v1/videos/{id}")).Status.ShouldBe(HttpStatusCode.OK);

        (await ledger.GetBalanceAsync(wallet)).ShouldBe(new WalletBalance(Granted: 3, Left: 2, Held: 0));
    }

    [Fact]
    public async Task A_deletion_that_was_cut_off_is_finished_and_costs_nothing()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        string id = Guid.NewGuid().ToString();
        WalletLedger ledger = own.App.Services.GetRequiredService<WalletLedger>();
        WalletId wallet = Minutes.Wallet(person.Id);
        (await ledger.HoldAsync(wallet, id, 2)).Succeeded.ShouldBeTrue();
        await own.App.Services.GetRequiredService<IDocumentStore>()
            .CreateAsync(Queued(person.Id, id).Cancel(DateTimeOffset.UtcNow));

        own.App.Time.Advance(TimeSpan.FromMinutes(3));

        await Eventually.GetAsync(
            () => person.GetAsync($"/api/v1/videos/{id}"), answer => answer.Status == HttpStatusCode.NotFound);
        (await ledger.GetBalanceAsync(wallet)).ShouldBe(new WalletBalance(Granted: 3, Left: 3, Held: 0));
    }

    [Fact]
    public async Task Deleting_a_model_deletes_its_files()
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync("video");
        string id = created.Text("model.id");
        await person.UploadAsync("video", created);
        await person.CompleteUploadAsync("video", id);
        await person.ModelAsync("video", id, "completed");
        IMediaStore media = app.Services.GetRequiredService<IMediaStore>();
        MediaKey thumbnail = CloneModel.FilesOf(person.Id, id).File("thumbnail.jpg");
        (await media.FindAsync(thumbnail)).ShouldNotBeNull();

        (await person.DeleteAsync($"/api/v1/models/video/{id}")).Status.ShouldBe(HttpStatusCode.OK);

        (await media.FindAsync(thumbnail)).ShouldBeNull();
        (await media.FindAsync(new MediaKey(MediaKey.Uploads, created.Text("upload.s3_key")))).ShouldBeNull();
        (await person.GetAsync($"/api/v1/models/video/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Job Queued(string ownerId, string id)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return new Job
        {
            Id = id,
            OwnerId = ownerId,
            Product = CloneWork.Product,
            Kind = TalkingVideo.KindName,
            Inputs = JobInputs.Of(new TalkingVideo
            {
                VideoModelId = Guid.NewGuid().ToString(),
                VoiceModelId = Guid.NewGuid().ToString(),
                Text = "Hello.",
                Language = Language.English,
                Resolution = Resolution.P720,
                Watermark = true,
                Folder = TalkingVideo.FolderOf(ownerId, id),
            }),
            Lane = CloneWork.VideoLane,
            Cost = 2,
            EstimatedSeconds = 5,
            CreatedAt = now,
            UpdatedAt = now,
            DeadlineAt = now.AddHours(6),
        };
    }
}
