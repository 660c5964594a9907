using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>Clips that are given up, at whatever they are: nothing stays of them, and their room comes back.</summary>
public sealed class EndingTests(TestApp app) : IAsyncLifetime, IClassFixture<TestApp>
{
    private const string Generate = $"{Creator.Base}/generate";

    private Person _person = null!;
    private Person _other = null!;
    private string _project = "";

    public enum Stage
    {
        InLane,
        HandedIn,
        AtWork,
    }

    public async Task InitializeAsync()
    {
        app.Engine.Script = null;
        app.Engine.Capacity = null;
        _person = await Creator.NewAsync(app);
        _other = await Creator.NewAsync(app);
        _project = await _person.ProjectAsync();
    }

    public Task DisposeAsync()
    {
        _person.Dispose();
        _other.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(Stage.InLane, false)]
    [InlineData(Stage.InLane, true)]
    [InlineData(Stage.HandedIn, false)]
    [InlineData(Stage.HandedIn, true)]
    [InlineData(Stage.AtWork, false)]
    [InlineData(Stage.AtWork, true)]
    public async Task A_clip_can_be_given_up_at_any_stage_by_itself_or_with_its_project(Stage stage, bool withProject)
    {
        string? before = stage == Stage.InLane ? await OccupyAsync() : null;
        string id = await BeginAsync(stage);

        Answer ended = withProject
            ? await _person.DeleteAsync($"{Creator.Base}/projects/{_project}")
            : await _person.PostAsync($"{Generate}/cancel/{id}");

        ended.Status.ShouldBe(HttpStatusCode.OK, ended.ToString());
        Answer job = await _person.GetAsync($"{Generate}/status/{id}");
        if (withProject) job.ShouldFail(HttpStatusCode.NotFound, "GEN_003");
        else job.Text("data.error.reason").ShouldBe("cancelled");
        if (before is null) await Eventually.HoldsAsync(() => app.Engine.Cancelled.Contains(id), "the work stopped");
        await ShouldLeaveNothingAsync(id);
        if (before is null) return;
        app.Engine.Begun.ShouldNotContain(begun => begun.Id == id);
        (await _other.GetAsync($"{Generate}/status/{before}")).Text("data.status").ShouldBe("PROCESSING");
        await _other.PostAsync($"{Generate}/cancel/{before}");
    }

    [Theory]
    [InlineData(Stage.HandedIn)]
    [InlineData(Stage.AtWork)]
    public async Task A_clip_that_never_comes_is_given_up_at_its_deadline(Stage stage)
    {
        string id = await BeginAsync(stage);

        Answer job = await app.AdvanceUntilAsync(
            TimeSpan.FromHours(2),
            () => _person.GetAsync($"{Generate}/status/{id}"),
            answer => answer.Text("data.status") == "FAILED");

        job.Text("data.error.reason").ShouldBe("engine.timeout");
        (await _person.GetAsync($"{Creator.Base}/projects/{_project}")).Text("data.status").ShouldBe("FAILED");
        await ShouldLeaveNothingAsync(id);
    }

    private async Task<string> OccupyAsync()
    {
        app.Engine.Capacity = 1;
        app.Engine.Script = ScriptedEngine.HangAsync;
        string id = (await _other.OrderAsync(await _other.ProjectAsync())).Text("data.jobId");
        await _other.JobAsync(id, "PROCESSING");
        return id;
    }

    private async Task<string> BeginAsync(Stage stage)
    {
        app.Engine.Script = stage == Stage.HandedIn ? ScriptedEngine.WaitAsync : ScriptedEngine.HangAsync;
        Answer ordered = await _person.OrderAsync(_project);
        ordered.Status.ShouldBe(HttpStatusCode.Accepted, ordered.ToString());
        string id = ordered.Text("data.jobId");
        (await RoomAsync()).Reserved.ShouldBeGreaterThan(0);
        if (stage == Stage.AtWork) await _person.JobAsync(id, "PROCESSING");
        else (await _person.GetAsync($"{Generate}/status/{id}")).Text("data.status").ShouldBe("QUEUED");
        if (stage == Stage.HandedIn)
            await Eventually.HoldsAsync(() => app.Engine.Begun.Any(begun => begun.Id == id), "the engine has it");
        return id;
    }

    private async Task ShouldLeaveNothingAsync(string id)
    {
        await Eventually.GetAsync(RoomAsync, use => use.Total == 0);
        (await _person.StorageUsedAsync()).ShouldBe(0);
        app.HasMedia($"library/videosystem/{_person.Id}/{id}").ShouldBeFalse();
    }

    private Task<StorageUse> RoomAsync() =>
        app.Services.GetRequiredService<StorageBook>().GetAsync(PromptVideo.RoomOf(_person.Id), default);
}
