using System.Net;
using Understudy.Domain.Jobs.Engines;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VoiceCloning;

/// <summary>Voice profiles. VoiceCloning, Voice Management.</summary>
public sealed class VoiceTests(TestApp app) : IAsyncLifetime, IClassFixture<TestApp>
{
    private const string Base = VoicePeople.Base;
    private Person _person = null!;

    public async Task InitializeAsync()
    {
        app.Engine.Script = null;
        _person = await VoicePeople.NewAsync(app);
    }

    public Task DisposeAsync()
    {
        _person.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(110.5, "male")]
    [InlineData(149.9, "male")]
    [InlineData(160, null)]
    [InlineData(170.1, "female")]
    [InlineData(210, "female")]
    public async Task A_profile_is_trained_and_its_gender_follows_from_its_pitch(double pitch, string? gender)
    {
        app.Engine.VoiceReport = FormattableString.Invariant($$"""{"medianPitch":{{pitch}}}""");
        string id = await _person.ProfileAsync(await _person.RecordingAsync());
        Answer profile = await _person.ProfileAsync(id, ProfileStatus.Ready);
        ((string?)profile["gender"]).ShouldBe(gender);
    }

    [Fact]
    public async Task Profiles_are_listed_as_the_contract_shows_and_filtered()
    {
        string sample = await _person.RecordingAsync();
        app.Engine.VoiceReport = """{"medianPitch":120}""";
        string english = await _person.ProfileAsync(sample, "en");
        await _person.ProfileAsync(english, ProfileStatus.Ready);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        string spanish = await _person.ProfileAsync(sample, "es");
        await _person.ProfileAsync(spanish, ProfileStatus.Ready);
        Answer all = await _person.GetAsync($"{Base}/voices/profiles");
        ContractExample.Parse("""
            {"profiles":[{"id":"018d0c5e-7a00-7000-8000-000000000001","name":"Professional Male","language":"en","gender":"male",
             "created_at":"2024-01-15T10:00:00Z"}]}
            """).ShouldMatch(all, added: ["description", "status", "error"]);
        (await IdsAsync("")).ShouldBe([spanish, english]);
        (await IdsAsync("?language=en")).ShouldBe([english]);
        (await IdsAsync("?gender=male")).ShouldBe([spanish, english]);
        (await IdsAsync("?gender=female")).ShouldBeEmpty();
        (await IdsAsync("?language=fr&gender=male")).ShouldBeEmpty();
        using Person other = await VoicePeople.NewAsync(app);
        (await other.GetAsync($"{Base}/voices/profiles"))["profiles"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_voice_is_spoken_with_by_its_sample_until_it_is_trained()
    {
        string sample = await _person.RecordingAsync();
        TaskCompletionSource gate = app.Engine.Hold();
        string id = await _person.ProfileAsync(sample);
        (await _person.GetAsync($"{Base}/voices/profiles/{id}")).Text("status").ShouldBe("training");
        app.Engine.Script = null;
        (await SpeakAsync(id, sample)).Sample.ShouldNotBeNull();
        gate.SetResult();
        await _person.ProfileAsync(id, ProfileStatus.Ready);
        EngineTask.Speak trained = await SpeakAsync(id, sample);
        trained.Sample.ShouldBeNull();
        trained.Profile.ShouldNotBeNull().Name.ShouldEndWith($"/{id}/");
    }

    [Fact]
    public async Task A_sample_that_cannot_be_used_fails_its_profile_and_says_why()
    {
        string sample = await _person.RecordingAsync();
        app.Engine.Script = ScriptedEngine.Refuse("silent_audio", "No voice can be heard in the recording.");
        string id = await _person.ProfileAsync(sample);
        (await _person.ProfileAsync(id, ProfileStatus.Failed)).Text("error").ShouldBe("No voice can be heard in the recording.");
        (await _person.PostAsync(
            $"{Base}/process/clone-voice",
            new { audio_file_id = sample, target_language = "es", text_content = "Hola.", voice_profile_id = id }))
            .ShouldFail(HttpStatusCode.BadRequest, "validation_error", "voice_profile_id");
    }

    [Fact]
    public async Task A_preview_is_made_once_and_heard_at_once()
    {
        string id = await _person.ProfileAsync(await _person.RecordingAsync());
        await _person.ProfileAsync(id, ProfileStatus.Ready);
        string address = $"{Base}/voices/preview/{id}?text=Hello%20there";
        using HttpResponseMessage first = await _person.Http.GetAsync(address);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
        (await first.Content.ReadAsByteArrayAsync()).Length.ShouldBe(800);
        int begun = app.Engine.Begun.Count;
        (await _person.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Engine.Begun.Count.ShouldBe(begun);
        (await _person.Http.GetAsync($"{address}&language=ja")).StatusCode.ShouldBe(HttpStatusCode.OK);
        ((EngineTask.Speak)app.Engine.Begun.Last().Task).Language.ShouldBe("ja");
        (await _person.GetAsync($"{Base}/voices/preview/{id}")).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "text");
        (await _person.GetAsync($"{address}&language=it")).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "language");
        (await _person.GetAsync($"{Base}/voices/preview/{id}?text={new string('a', 501)}"))
            .ShouldFail(HttpStatusCode.BadRequest, "validation_error", "text");
    }

    [Theory]
    [InlineData("it")]
    [InlineData("en-US")]
    [InlineData("EN")]
    public async Task A_profile_has_a_language_that_can_be_spoken(string language)
    {
        string sample = await _person.RecordingAsync();
        (await _person.PostAsync($"{Base}/voices/create-profile", new { name = "Mine", audio_sample_id = sample, language }))
            .ShouldFail(HttpStatusCode.BadRequest, "validation_error", "language");
    }

    [Fact]
    public async Task A_deleted_profile_is_gone_with_all_that_was_made_for_it()
    {
        string sample = await _person.RecordingAsync();
        string id = await _person.ProfileAsync(sample);
        await _person.ProfileAsync(id, ProfileStatus.Ready);
        (await _person.Http.GetAsync($"{Base}/voices/preview/{id}?text=Hi")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using Person other = await VoicePeople.NewAsync(app);
        (await other.DeleteAsync($"{Base}/voices/profiles/{id}")).ShouldFail(HttpStatusCode.NotFound, "not_found");
        (await _person.DeleteAsync($"{Base}/voices/profiles/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await IdsAsync("")).ShouldBeEmpty();
        app.HasMedia($"library/voicecloning/{_person.Id}").ShouldBeFalse();
        // The sample stays.
        (await _person.GetAsync($"{Base}/files/{sample}")).Status.ShouldBe(HttpStatusCode.OK);
        (await _person.DeleteAsync($"{Base}/voices/profiles/{id}")).ShouldFail(HttpStatusCode.NotFound, "not_found");
    }

    private async Task<EngineTask.Speak> SpeakAsync(string profileId, string fileId)
    {
        string job = await _person.MakeAsync(
            "clone-voice",
            new { audio_file_id = fileId, target_language = "es", text_content = "Hola.", voice_profile_id = profileId });
        return app.Engine.Begun.Last(each => each.Id == job).Task.ShouldBeOfType<EngineTask.Speak>();
    }

    private async Task<IEnumerable<string>> IdsAsync(string query) =>
        (await _person.GetAsync($"{Base}/voices/profiles{query}"))["profiles"]!.AsArray()
        .Select(profile => profile!["id"]!.GetValue<string>());
}
