using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VoiceCloning;

/// <summary>VoiceCloning, Rate Limiting.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private const string Base = VoicePeople.Base;
    private readonly TestApp _app = new() { KeepsContractLimits = true };

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Five_authentications_a_minute_by_address()
    {
        await _app.RegisterAsync("a@example.com");
        for (int i = 0; i < 4; i++) (await _app.RefreshAsync("made-up")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        ShouldBeTooMany(await _app.LoginAsync("a@example.com"));
        _app.Time.Advance(TimeSpan.FromMinutes(1));
        (await _app.LoginAsync("a@example.com")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Twenty_orders_an_hour_while_following_them_counts_among_the_rest()
    {
        using Person person = await VoicePeople.NewAsync(_app);
        string recording = await person.RecordingAsync();
        string job = await person.ProcessAsync("extract-audio", new { video_file_id = recording });
        // What is refused counts, too.
        for (int i = 0; i < 19; i++)
            (await person.PostAsync($"{Base}/process/transcribe", new { })).Status.ShouldBe(HttpStatusCode.BadRequest);
        ShouldBeTooMany(await person.PostAsync($"{Base}/process/clone-voice", new { }));
        Answer status = await person.GetAsync($"{Base}/process/status/{job}");
        status.Status.ShouldBe(HttpStatusCode.OK);
        status.Headers.GetValues("RateLimit-Policy").ShouldBe(["\"general\";q=100;w=60"]);
        _app.Time.Advance(TimeSpan.FromHours(1));
        string token = (await _app.LoginAsync(person.Email)).Text("access_token");
        (await _app.AskAsync(HttpMethod.Post, "/process/transcribe", token, new { })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Ten_uploads_an_hour_and_a_hundred_of_the_rest_a_minute()
    {
        using Person person = await VoicePeople.NewAsync(_app);
        for (int i = 0; i < 10; i++)
            (await person.UploadAsync(new byte[10], "a.wav")).Status.ShouldBe(HttpStatusCode.BadRequest);
        ShouldBeTooMany(await person.UploadAsync(new byte[10], "a.wav"));
        for (int i = 0; i < 100; i++)
            (await person.GetAsync($"{Base}/voices/profiles")).Status.ShouldBe(HttpStatusCode.OK);
        ShouldBeTooMany(await person.GetAsync($"{Base}/voices/profiles"));
        using Person other = await VoicePeople.NewAsync(_app);
        (await other.GetAsync($"{Base}/voices/profiles")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static void ShouldBeTooMany(Answer answer)
    {
        answer.ShouldFail(HttpStatusCode.TooManyRequests, "rate_limit_exceeded");
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBe(answer.Number("retry_after"));
    }
}
