using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>The room for clips: kept when one is asked for, taken when it is there, given back when it goes.</summary>
public sealed class StorageTests : IAsyncLifetime
{
    private const string Clips = $"{Creator.Base}/generate/clip";

    private readonly TestApp _app = new();
    private Person _person = null!;
    private string _project = "";

    private StorageBook Book => _app.Services.GetRequiredService<StorageBook>();

    private StorageId Room => PromptVideo.RoomOf(_person.Id);

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _person = await Creator.NewAsync(_app);
        _project = await _person.ProjectAsync();
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_clip_counts_as_soon_as_it_is_told_of_and_no_more_when_it_is_deleted()
    {
        string first = await _person.ClipAsync(_project);
        // At once: whoever reads that it is completed reads what it takes.
        (await _person.StorageUsedAsync()).ShouldBe(3000);
        await _person.ClipAsync(_project);
        (await _person.StorageUsedAsync()).ShouldBe(6000);
        (await _person.DeleteAsync($"{Clips}/{first}")).Text("data.id").ShouldBe(first);
        (await _person.StorageUsedAsync()).ShouldBe(3000);
        (await _person.DeleteAsync($"{Clips}/{first}")).ShouldFail(HttpStatusCode.NotFound, "GEN_003");
        (await _person.StorageUsedAsync()).ShouldBe(3000);
        _app.HasMedia($"library/videosystem/{_person.Id}/{first}").ShouldBeFalse();
        (await _person.GetAsync($"{Creator.Base}/projects/{_project}")).Items("clips").Count.ShouldBe(1);
        (await Book.GetAsync(Room, default)).Reserved.ShouldBe(0);
    }

    [Fact]
    public async Task Who_has_no_room_left_is_told_so_and_gets_it_by_deleting()
    {
        _app.Engine.FilmBytes = (1 << 30) - 1_000_000;
        string clip = await _person.ClipAsync(_project);
        Answer full = await _person.OrderAsync(_project);
        full.ShouldFail(HttpStatusCode.BadRequest, "PROJ_002");
        full["error.details.storageLimit"]!.GetValue<long>().ShouldBe(1L << 30);
        (await _person.PostAsync(
            $"{Creator.Base}/generate/estimate", new { projectId = _project, prompt = "A boat" }))
            .ShouldFail(HttpStatusCode.BadRequest, "PROJ_002");
        await _person.DeleteAsync($"{Clips}/{clip}");
        (await _person.OrderAsync(_project)).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Of_many_that_come_at_once_no_more_are_taken_than_there_is_room_for()
    {
        _app.Engine.Script = ScriptedEngine.HangAsync;
        object order = new
        {
            projectId = _project,
            prompt = "A boat",
            parameters = new { duration = 60, resolution = "1920x1080" },
        };
        Answer estimate = await _person.PostAsync($"{Creator.Base}/generate/estimate", order);
        long each = estimate["data.estimatedFileSize"]!.GetValue<long>();
        long room = (1L << 30) - each * 3;
        await Book.CountAsync(Room, "taken", room, default);
        Answer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => _person.PostAsync($"{Creator.Base}/generate/video", order)));
        answers.Count(answer => answer.Status == HttpStatusCode.Accepted).ShouldBe(3);
        answers.Where(answer => answer.Status != HttpStatusCode.Accepted).ShouldAllBe(answer => answer.Code == "PROJ_002");
        (await Book.GetAsync(Room, default)).Total.ShouldBe(1L << 30);

        // What is cancelled makes room again.
        string first = answers.First(answer => answer.Status == HttpStatusCode.Accepted).Text("data.jobId");
        await _person.PostAsync($"{Creator.Base}/generate/cancel/{first}");
        await Eventually.GetAsync(() => Book.GetAsync(Room, default), use => use.Total < 1L << 30);
        (await _person.StorageUsedAsync()).ShouldBe(room);
    }

    [Fact]
    public async Task Clips_that_are_made_and_deleted_at_once_leave_nothing_counted()
    {
        string[] clips = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _person.ClipAsync(_project)));
        (await _person.StorageUsedAsync()).ShouldBe(6 * 3000);
        await Task.WhenAll(clips.SelectMany(clip => new[] { clip, clip }).Select(clip => _person.DeleteAsync($"{Clips}/{clip}")));
        (await _person.StorageUsedAsync()).ShouldBe(0);
        (await Book.RecountAsync(Room, default)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_job_that_fails_gives_its_room_back()
    {
        _app.Engine.Script = ScriptedEngine.Refuse("invalid_film", "It cannot be painted.");
        await _person.JobAsync((await _person.OrderAsync(_project)).Text("data.jobId"), "FAILED");
        await Eventually.GetAsync(() => Book.GetAsync(Room, default), use => use.Total == 0);
    }
}
