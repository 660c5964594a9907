using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Media;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>A model's way from the promise of an upload to the trained thing. Clone §4 and §5.</summary>
public sealed class TrainingTests(TestApp app) : IClassFixture<TestApp>, IDisposable
{
    public void Dispose() => app.Engine.Script = null;

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_model_goes_through_all_its_states(string kind)
    {
        using Person person = await app.NewPersonAsync();
        TaskCompletionSource gate = app.Engine.Hold();
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        string source = kind == "video" ? "model.source_video_url" : "model.source_audio_url";
        Answer pending = await person.GetAsync($"/api/v1/models/{kind}/{id}");
        pending.Text("model.status").ShouldBe("pending");
        pending[source].ShouldBeNull();
        pending.Number("model.file_size_bytes").ShouldBe(1000);

        (await person.UploadAsync(kind, created)).ShouldBe(HttpStatusCode.Created);
        Answer uploading = await person.ModelAsync(kind, id, "uploading");
        uploading["model.processing_started_at"].ShouldBeNull();
        (await person.Http.GetByteArrayAsync(uploading.Text(source))).Length.ShouldBe(1000);

        (await person.CompleteUploadAsync(kind, id)).Text("model.status").ShouldBe("processing");
        Answer processing = await Eventually.GetAsync(
            () => person.GetAsync($"/api/v1/models/{kind}/{id}"),
            model => model["model.processing_started_at"] is not null);
        processing.Text("model.status").ShouldBe("processing");
        processing["model.processing_completed_at"].ShouldBeNull();
        processing["model.duration_seconds"].ShouldBeNull();

        gate.SetResult();
        Answer completed = await person.ModelAsync(kind, id, "completed");
        // The probed length counts, and not the 6 seconds that the client spoke of.
        completed.Number("model.duration_seconds").ShouldBe(kind == "video" ? 6 : 8);
        completed["model.error_message"].ShouldBeNull();
        string[] times = ["created_at", "processing_started_at", "processing_completed_at", "updated_at"];
        DateTimeOffset[] instants = [.. times.Select(
            name => DateTimeOffset.Parse(completed.Text($"model.{name}"), CultureInfo.InvariantCulture))];
        instants.ShouldBe(instants.Order());
        if (kind == "video")
            (await person.Http.GetByteArrayAsync(completed.Text("model.thumbnail_url"))).Length.ShouldBe(100);
        app.Engine.Begun.Count(job => job.Id == id).ShouldBe(1);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task An_upload_is_complete_only_when_it_is_there(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        (await person.CompleteUploadAsync(kind, id)).ShouldBeError(HttpStatusCode.BadRequest, "UPLOAD_MISSING");
        (await person.GetAsync($"/api/v1/models/{kind}/{id}")).Text("model.status").ShouldBe("pending");
        await person.UploadAsync(kind, created);
        (await person.CompleteUploadAsync(kind, id)).Status.ShouldBe(HttpStatusCode.OK);
        await person.ModelAsync(kind, id, "completed");
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task Saying_again_that_an_upload_is_complete_changes_nothing(string kind)
    {
        using Person person = await app.NewPersonAsync();
        TaskCompletionSource gate = app.Engine.Hold();
        string id = await person.UploadedModelAsync(kind);
        Answer[] again = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => person.CompleteUploadAsync(kind, id)));
        again.ShouldAllBe(answer => answer.Text("model.status") == "processing");
        gate.SetResult();
        await person.ModelAsync(kind, id, "completed");
        (await person.CompleteUploadAsync(kind, id)).Text("model.status").ShouldBe("completed");
        app.Engine.Begun.Count(job => job.Id == id).ShouldBe(1);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task An_upload_that_never_comes_fails_the_model(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        app.Time.Advance(TimeSpan.FromMinutes(61));
        (await person.UploadAsync(kind, created)).ShouldBe(HttpStatusCode.Forbidden);
        await person.SignInAgainAsync();
        (await person.GetAsync($"/api/v1/models/{kind}/{id}")).Text("model.status").ShouldBe("pending");
        app.Time.Advance(TimeSpan.FromMinutes(10));
        Answer failed = await person.ModelAsync(kind, id, "failed");
        failed.Text("model.error_message").ShouldBe(
            "The file was not uploaded before its link expired. Create a new model to try again.");
        failed[kind == "video" ? "model.source_video_url" : "model.source_audio_url"].ShouldBeNull();
        (await person.CompleteUploadAsync(kind, id)).ShouldBeError(HttpStatusCode.BadRequest, "MODEL_FAILED");
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task An_upload_that_nobody_confirms_goes_on_after_ten_minutes(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        await person.UploadAsync(kind, created);
        await person.ModelAsync(kind, id, "uploading");
        app.Time.Advance(TimeSpan.FromMinutes(9));
        (await person.GetAsync($"/api/v1/models/{kind}/{id}")).Text("model.status").ShouldBe("uploading");
        await app.AdvanceUntilAsync(
            TimeSpan.FromMinutes(2),
            () => person.GetAsync($"/api/v1/models/{kind}/{id}"),
            model => model.Text("model.status") == "completed");
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task An_upload_that_is_smaller_than_promised_fails_the_model(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync(kind, bytes: 1000);
        string id = created.Text("model.id");
        (await person.UploadAsync(kind, created, bytes: 900)).ShouldBe(HttpStatusCode.Created);
        (await person.CompleteUploadAsync(kind, id)).Status.ShouldBe(HttpStatusCode.OK);
        Answer failed = await person.ModelAsync(kind, id, "failed");
        failed.Text("model.error_message").ShouldStartWith("The uploaded file has 900 bytes, but 1000 were announced");
        app.Engine.Begun.ShouldNotContain(job => job.Id == id);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task An_upload_that_is_larger_than_promised_or_of_another_type_is_refused(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync(kind, bytes: 1000);
        string id = created.Text("model.id");
        (await person.UploadAsync(kind, created, bytes: 1001)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using ByteArrayContent page = new(new byte[1000]);
        page.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        using HttpResponseMessage response = await person.Http.PutAsync(created.Text("upload.presigned_url"), page);
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await person.CompleteUploadAsync(kind, id)).ShouldBeError(HttpStatusCode.BadRequest, "UPLOAD_MISSING");
        (await person.GetAsync($"/api/v1/models/{kind}/{id}")).Text("model.status").ShouldBe("pending");
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_model_can_be_renamed_in_every_state(string kind)
    {
        using Person person = await app.NewPersonAsync();
        TaskCompletionSource gate = app.Engine.Hold();
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        await RenameAsync("pending");
        await person.UploadAsync(kind, created);
        await person.ModelAsync(kind, id, "uploading");
        await RenameAsync("uploading");
        await person.CompleteUploadAsync(kind, id);
        await RenameAsync("processing");
        gate.SetResult();
        (await person.ModelAsync(kind, id, "completed")).Text("model.name").ShouldBe("While processing");
        await RenameAsync("completed");

        async Task RenameAsync(string status)
        {
            Answer renamed = await person.PatchAsync($"/api/v1/models/{kind}/{id}", new { name = $"While {status}" });
            renamed.Text("model.name").ShouldBe($"While {status}");
            renamed.Text("model.status").ShouldBe(status);
        }
    }

    [Theory]
    [InlineData("video", "pending")]
    [InlineData("video", "uploading")]
    [InlineData("video", "processing")]
    [InlineData("video", "completed")]
    [InlineData("video", "failed")]
    [InlineData("voice", "pending")]
    [InlineData("voice", "uploading")]
    [InlineData("voice", "processing")]
    [InlineData("voice", "completed")]
    [InlineData("voice", "failed")]
    public async Task A_model_can_be_deleted_in_every_state_with_all_its_files(string kind, string status)
    {
        using Person person = await app.NewPersonAsync();
        app.Engine.Script = status switch
        {
            "processing" => ScriptedEngine.HangAsync,
            "failed" => ScriptedEngine.Refuse("no_face", "No face."),
            _ => null,
        };
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        if (status != "pending") await person.UploadAsync(kind, created);
        if (status is not ("pending" or "uploading")) await person.CompleteUploadAsync(kind, id);
        await person.ModelAsync(kind, id, status);
        if (status == "processing")
            await Eventually.GetAsync(() => Task.FromResult(app.Engine.Begun.Any(job => job.Id == id)), begun => begun);

        (await person.DeleteAsync($"/api/v1/models/{kind}/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync($"/api/v1/models/{kind}/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await person.DeleteAsync($"/api/v1/models/{kind}/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await person.GetAsync($"/api/v1/models/{kind}")).Number("pagination.total").ShouldBe(0);
        if (status == "processing")
            await Eventually.GetAsync(
                () => Task.FromResult(app.Engine.Cancelled.Contains(id)), cancelled => cancelled);
        await Eventually.GetAsync(
            () => Task.FromResult(
                app.HasMedia($"uploads/{kind}s/{person.Id}/{id}") || app.HasMedia($"library/models/{person.Id}/{id}")),
            any => !any);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_file_that_arrives_for_a_model_that_was_deleted_does_not_stay(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        await person.DeleteAsync($"/api/v1/models/{kind}/{id}");
        // Past the endpoint that refuses it, as a store would let it that knows of signatures only.
        MediaKey source = new(MediaKey.Uploads, created.Text("upload.s3_key"));
        await app.Services.GetRequiredService<IMediaStore>().WriteAsync(source, new MemoryStream([1]), "video/mp4");
        await Eventually.GetAsync(
            () => Task.FromResult(app.HasMedia($"uploads/{kind}s/{person.Id}/{id}")), any => !any);
        (await person.GetAsync($"/api/v1/models/{kind}/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task An_upload_that_comes_again_does_not_train_again(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        await person.UploadAsync(kind, created);
        await person.CompleteUploadAsync(kind, id);
        await person.ModelAsync(kind, id, "completed");
        await person.UploadAsync(kind, created);
        // A second model's upload comes later, and so its event.
        await person.TrainedModelAsync(kind);
        (await person.GetAsync($"/api/v1/models/{kind}/{id}")).Text("model.status").ShouldBe("completed");
        app.Engine.Begun.Count(job => job.Id == id).ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_made_a_video_is_in_use_until_the_video_is_deleted()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        string id = await person.MadeVideoAsync(models);
        foreach (string path in new[] { $"video/{models.Video}", $"voice/{models.Voice}" })
            (await person.DeleteAsync($"/api/v1/models/{path}")).ShouldBeError(HttpStatusCode.BadRequest, "MODEL_IN_USE");
        await person.DeleteAsync($"/api/v1/videos/{id}");
        foreach (string path in new[] { $"video/{models.Video}", $"voice/{models.Voice}" })
            (await person.DeleteAsync($"/api/v1/models/{path}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_model_is_deleted_or_used_but_not_both(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        string model = kind == "video" ? models.Video : models.Voice;
        Task<Answer> asking = person.GenerateAsync(models);
        Task<Answer> deleting = person.DeleteAsync($"/api/v1/models/{kind}/{model}");
        Answer asked = await asking;
        Answer deleted = await deleting;
        if (asked.Status != HttpStatusCode.Created)
        {
            deleted.Status.ShouldBe(HttpStatusCode.OK);
            asked.ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
            return;
        }
        string id = asked.Text("video.id");
        Answer ended = await Eventually.GetAsync(
            () => person.GetAsync($"/api/v1/generate/{id}/status"),
            video => video.Text("video.status") is "completed" or "failed");
        if (deleted.Status == HttpStatusCode.OK && ended.Text("video.status") == "failed")
        {
            ended.Text("video.error_message").ShouldBe("A model that this video needs was deleted.");
            await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance is { Left: 3, Held: 0 });
        }
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_list_shows_the_newest_first_by_pages_and_states(string kind)
    {
        using Person person = await app.NewPersonAsync();
        using Person stranger = await app.NewPersonAsync();
        await stranger.CreateModelAsync(kind, "A stranger's");
        await person.CreateModelAsync(kind == "video" ? "voice" : "video", "Another kind");
        string trained = await person.TrainedModelAsync(kind, "Trained");
        for (int number = 1; number <= 4; number++) await person.CreateModelAsync(kind, $"Waiting {number}");
        string path = $"/api/v1/models/{kind}";

        Names(await person.GetAsync(path)).ShouldBe(["Waiting 4", "Waiting 3", "Waiting 2", "Waiting 1", "Trained"]);
        Answer page = await person.GetAsync($"{path}?page=2&limit=2");
        Names(page).ShouldBe(["Waiting 2", "Waiting 1"]);
        page["pagination"]!.ToJsonString().ShouldBe("""{"page":2,"limit":2,"total":5,"total_pages":3}""");
        Answer beyond = await person.GetAsync($"{path}?page=4&limit=2");
        Names(beyond).ShouldBeEmpty();
        beyond["pagination"]!.ToJsonString().ShouldBe("""{"page":4,"limit":2,"total":5,"total_pages":3}""");
        Answer completed = await person.GetAsync($"{path}?status=completed");
        completed.Text("models.0.id").ShouldBe(trained);
        completed.Number("pagination.total").ShouldBe(1);
        (await person.GetAsync($"{path}?status=failed"))["pagination"]!.ToJsonString()
            .ShouldBe("""{"page":1,"limit":20,"total":0,"total_pages":0}""");
        if (kind == "voice")
        {
            await person.PostAsync(path, Bodies.Model(kind, "Recorded").With("source_type", "\"recording\""));
            Names(await person.GetAsync($"{path}?source_type=recording")).ShouldBe(["Recorded"]);
            (await person.GetAsync($"{path}?source_type=upload&status=pending")).Number("pagination.total").ShouldBe(4);
        }
    }

    private static IEnumerable<string> Names(Answer list) =>
        list["models"]!.AsArray().Select(model => model!["name"]!.GetValue<string>());
}
