using System.Net;
using Understudy.Domain.Jobs.Engines;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>FilmStudio, POST /ai/lip-sync, and the files that it takes.</summary>
public sealed class LipSyncTests : IAsyncLifetime
{
    private const string Assets = $"{FilmPeople.Base}/assets";

    private readonly TestApp _app = new();
    private Person _person = null!;
    private string _project = "";

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _person = await FilmPeople.NewAsync(_app);
        _project = await _person.FilmProjectAsync();
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task What_jobs_made_is_taken_by_its_path_and_bears_one_mark()
    {
        string film = (await _person.FilmJobAsync(await _person.AskVideoAsync(_project))).Text("outputPath");
        string speech = (await _person.FilmJobAsync(await _person.AskNarrationAsync(_project))).Text("outputPath");
        Answer accepted = await SyncAsync(film, speech);
        accepted.Status.ShouldBe(HttpStatusCode.Accepted);
        accepted.Text("status").ShouldBe("queued");
        Answer job = await _person.FilmJobAsync(accepted.Text("jobId"));
        job.Text("type").ShouldBe("lip_sync");
        EngineTask.SyncLips task = Synced().Single();
        ($"s3://{task.Source}", $"s3://{task.Sound}").ShouldBe((film, speech));
        task.Watermark.ShouldBeFalse("The film has one already.");
        (await _person.GetAsync($"{FilmPeople.Base}/projects/{_project}")).Text("outputPath").ShouldBe(job.Text("outputPath"));
        (await _person.CreditsAsync()).ShouldBe(2, "Lips cost nothing.");
        await _person.FilmJobAsync((await SyncAsync(job.Text("outputPath"), speech)).Text("jobId"));
        Synced().Last().Watermark.ShouldBeFalse();
    }

    [Fact]
    public async Task The_film_of_a_project_is_taken_by_its_path_too()
    {
        await _person.FilmJobAsync(await _person.AskVideoAsync(_project));
        string speech = (await _person.FilmJobAsync(await _person.AskNarrationAsync(_project))).Text("outputPath");
        string film = (await _person.ComposedAsync(_project)).Text("outputPath");
        await _person.FilmJobAsync((await SyncAsync(film, speech)).Text("jobId"));
        $"s3://{Synced().Single().Source}".ShouldBe(film);
        Synced().Single().Watermark.ShouldBeFalse();
    }

    [Fact]
    public async Task Files_of_ones_own_are_taken_by_their_path_and_by_their_id()
    {
        string film = await _person.FilmAssetAsync();
        string sound = await _person.RecordingAssetAsync();
        await _person.FilmJobAsync((await SyncAsync(film, sound)).Text("jobId"));
        Synced().Single().Watermark.ShouldBeTrue("Who has no subscription gets a mark.");
        string path = (await _person.GetAsync($"{Assets}/{sound}")).Text("path");
        await _person.FilmJobAsync((await SyncAsync(film, path)).Text("jobId"));
        Synced().Count().ShouldBe(2);
        $"s3://{Synced().Last().Sound}".ShouldBe(path);
    }

    [Fact]
    public async Task A_film_is_no_recording_and_a_recording_no_film()
    {
        string film = await _person.FilmAssetAsync();
        string sound = await _person.RecordingAssetAsync();
        (await SyncAsync(sound, sound)).ShouldBeWrong("videoPath");
        (await SyncAsync(film, film)).ShouldBeWrong("audioPath");
        string awaited = await _person.AssetAsync(FilmPeople.WavType, 1000);
        (await SyncAsync(film, awaited)).ShouldBeWrong("audioPath");
        string broken = await _person.UploadAssetAsync(FilmPeople.WavType, new byte[1000]);
        (await SyncAsync(film, broken)).ShouldBeWrong("audioPath");
        Synced().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_somebody_elses_is_missing_whatever_it_is_called()
    {
        string mine = await _person.RecordingAssetAsync();
        string film = await _person.FilmAssetAsync();
        using Person other = await FilmPeople.NewAsync(_app);
        string asset = await other.FilmAssetAsync();
        string path = (await other.GetAsync($"{Assets}/{asset}")).Text("path");
        string made = (await other.FilmJobAsync(await other.AskVideoAsync(await other.FilmProjectAsync()))).Text("outputPath");
        string mineForeign = made.Replace(other.Id, _person.Id);
        foreach (string foreign in new[]
        {
            asset, path, made, mineForeign, "s3://bucket/video.mp4", "s3://uploads/../library/x.mp4", Guid.NewGuid().ToString(),
            $"s3://elsewhere/assets/{_person.Id}/{mine}.wav",
        })
        {
            (await SyncAsync(foreign, mine)).ShouldBeMissing();
            (await SyncAsync(film, foreign)).ShouldBeMissing();
        }
        (await _person.GetAsync($"{Assets}/{asset}")).ShouldBeMissing();
        (await _person.DeleteAsync($"{Assets}/{asset}")).ShouldBeMissing();
        Synced().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_announced_file_is_uploaded_looked_at_listed_and_deleted()
    {
        Answer awaited = await _person.PostAsync(
            Assets, new { fileName = "me.wav", contentType = FilmPeople.WavType, fileSize = 1000 });
        awaited.Status.ShouldBe(HttpStatusCode.Created);
        string id = awaited.Text("assetId");
        awaited.Text("path").ShouldStartWith("s3://");
        (await _person.GetAsync($"{Assets}/{id}")).Text("status").ShouldBe("awaited");
        (await _person.GetAsync(Assets)).Number("total").ShouldBe(0);
        string ready = await _person.RecordingAssetAsync();
        Answer asset = await _person.GetAsync($"{Assets}/{ready}");
        (asset.Text("status"), asset["duration"]!.GetValue<double>()).ShouldBe(("ready", 2));
        (await _person.GetAsync(Assets)).Text("assets.0.assetId").ShouldBe(ready);
        (await _person.DeleteAsync($"{Assets}/{ready}")).Body!.ToJsonString()
            .ShouldBe("""{"message":"Asset deleted successfully"}""");
        (await _person.GetAsync($"{Assets}/{ready}")).ShouldBeMissing();
    }

    [Fact]
    public async Task Of_a_file_that_is_not_what_was_announced_the_file_is_blamed()
    {
        string broken = await _person.UploadAssetAsync(FilmPeople.WavType, new byte[1000]);
        (await _person.GetAsync($"{Assets}/{broken}")).ShouldBeWrong("file");
    }

    [Fact]
    public async Task Announced_files_have_their_bounds()
    {
        async Task<Answer> AnnounceAsync(string fileName, string contentType, long fileSize) =>
            await _person.PostAsync(Assets, new { fileName, contentType, fileSize });
        (await AnnounceAsync("a", "application/pdf", 10)).ShouldBeWrong("contentType");
        (await AnnounceAsync("", "video/mp4", 10)).ShouldBeWrong("fileName");
        (await AnnounceAsync(new string('x', 256), "video/mp4", 10)).ShouldBeWrong("fileName");
        (await AnnounceAsync("a", "video/mp4", 0)).ShouldBeWrong("fileSize");
        (await AnnounceAsync("a", "video/mp4", 524_288_001)).ShouldBeWrong("fileSize");
        (await AnnounceAsync(new string('x', 255), "video/mp4", 524_288_000)).Status.ShouldBe(HttpStatusCode.Created);
        (await _person.PostAsync(Assets, new { })).ShouldBeWrong("fileName", "contentType", "fileSize");
    }

    private IEnumerable<EngineTask.SyncLips> Synced() =>
        _app.Engine.Begun.Select(job => job.Task).OfType<EngineTask.SyncLips>();

    private Task<Answer> SyncAsync(string videoPath, string audioPath) =>
        _person.AskAsync("lip-sync", new { projectId = _project, videoPath, audioPath });
}
