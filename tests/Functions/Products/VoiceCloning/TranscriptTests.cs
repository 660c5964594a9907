using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Understudy.Domain.Jobs.Engines;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VoiceCloning;

/// <summary>Transcripts: reading, correcting, dubbing.</summary>
public sealed class TranscriptTests(TestApp app) : IAsyncLifetime, IClassFixture<TestApp>
{
    private const string Base = VoicePeople.Base;
    private Person _person = null!;
    private string _recording = "";
    private string _id = "";

    public async Task InitializeAsync()
    {
        app.Engine.Script = null;
        _person = await VoicePeople.NewAsync(app);
        _recording = await _person.RecordingAsync();
        _id = await _person.TranscriptAsync(_recording);
    }

    public Task DisposeAsync()
    {
        _person.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_result_url_opens_the_transcript_to_whoever_has_it_for_an_hour()
    {
        Answer job = await _person.GetAsync($"{Base}/process/status/{_id}");
        string link = new Uri(job.Text("result_url")).AbsolutePath;
        using HttpClient anybody = app.Anonymous();
        Answer transcript = await Answer.OfAsync(await anybody.GetAsync(link));
        transcript.Text("content").ShouldBe("Hello there. Good bye.");
        transcript.Text("language").ShouldBe("en");
        transcript["confidence_score"]!.GetValue<double>().ShouldBe(0.8);
        transcript["word_timestamps.0"]!.ToJsonString().ShouldBe("""{"word":"hello","start":0.4,"end":0.8,"confidence":0.9}""");
        transcript["segments"]!.AsArray().Count.ShouldBe(2);
        (await anybody.GetStringAsync($"{link}?format=srt")).ShouldStartWith("1\n00:00:00,400 --> 00:00:01,400\nHello there.\n\n2\n");
        (await anybody.GetStringAsync($"{link}?format=vtt")).ShouldStartWith("WEBVTT\n\n00:00:00.400 --> 00:00:01.400\n");
        (await Answer.OfAsync(await anybody.GetAsync($"{link}?format=ass")))
            .ShouldFail(HttpStatusCode.BadRequest, "validation_error", "format");
        (await Answer.OfAsync(await anybody.GetAsync($"{link[..^2]}AA"))).ShouldFail(HttpStatusCode.NotFound, "not_found");
        app.Time.Advance(TimeSpan.FromMinutes(61));
        (await Answer.OfAsync(await anybody.GetAsync(link))).ShouldFail(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Segments_are_corrected_and_what_was_not_touched_keeps_its_words()
    {
        string before = (await TranscriptAsync()).Text("segments.0.hash");
        Answer edited = await PutAsync(
            """{"segments":[{"start":0.4,"end":1.4,"text":"Hello there."},{"start":2.1,"end":3,"text":"Adiós."}]}""");
        edited.Status.ShouldBe(HttpStatusCode.OK, edited.ToString());
        Answer now = await TranscriptAsync();
        now.Text("content").ShouldBe("Hello there. Adiós.");
        now["edited"]!.GetValue<bool>().ShouldBeTrue();
        now["word_timestamps"]!.AsArray().Count.ShouldBe(2);
        now["segments.0.confidence"]!.GetValue<double>().ShouldBe(0.85);
        now["segments.1.confidence"].ShouldBeNull();
        now.Text("segments.0.hash").ShouldBe(before);
        // Corrected again, it is the recognised one that is corrected.
        await PutAsync("""{"segments":[{"start":2.1,"end":3,"text":"Good bye."}]}""");
        (await TranscriptAsync())["segments.0.confidence"]!.GetValue<double>().ShouldBe(0.75);
    }

    [Theory]
    [InlineData("srt", "application/x-subrip")]
    [InlineData("vtt", "text/vtt")]
    public async Task What_is_exported_as_captions_is_imported_as_it_was(string format, string type)
    {
        string captions = await _person.Http.GetStringAsync($"{Base}/process/transcript/{_id}?format={format}");
        Answer same = await PutAsync(captions, type);
        same.Status.ShouldBe(HttpStatusCode.OK, same.ToString());
        same.Text("content").ShouldBe("Hello there. Good bye.");
        same["word_timestamps"]!.AsArray().Count.ShouldBe(4);
        Answer other = await PutAsync(captions.Replace("Good bye.", "Adiós & <gracias>", StringComparison.Ordinal), type);
        other.Text("segments.1.text").ShouldStartWith("Adiós &");
    }

    [Theory]
    [InlineData("""{"segments":[]}""")]
    [InlineData("""{"segments":[{"start":1,"end":0.5,"text":"a"}]}""")]
    [InlineData("""{"segments":[{"start":1,"end":2,"text":"a"},{"start":1.5,"end":3,"text":"b"}]}""")]
    [InlineData("""{"segments":["a"]}""")]
    [InlineData("{}")]
    public async Task Segments_that_make_no_sense_are_refused(string body) =>
        (await PutAsync(body)).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "segments");

    [Fact]
    public async Task What_is_wrong_in_a_segment_is_told_by_its_place()
    {
        (await PutAsync("""{"segments":[{"start":0,"end":1,"text":"a"},{"start":-1,"text":""}]}""")).ShouldFail(
            HttpStatusCode.BadRequest, "validation_error", "segments.1.text", "segments.1.start", "segments.1.end");
        (await PutAsync("no captions", "text/vtt")).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "body");
    }

    [Theory]
    [InlineData("1\n00:00:00,500 --> 00:00:02,000\na\0b\n", "body")]
    [InlineData("1\n00:00:00,500 --> 00:00:02,000\na\u001bb\n", "segments")]
    [InlineData("1\n23:59:59,000 --> 24:00:00,001\na\n", "segments")]
    public async Task Captions_are_held_to_what_segments_are(string captions, string field) =>
        (await PutAsync(captions, "application/x-subrip")).ShouldFail(HttpStatusCode.BadRequest, "validation_error", field);

    [Fact]
    public async Task Captions_come_in_the_encodings_of_editors()
    {
        using ByteArrayContent content = new(Encoding.Latin1.GetBytes("1\n00:00:00,500 --> 00:00:02,000\nAdiós\n"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-subrip");
        (await Answer.OfAsync(await _person.Http.PutAsync($"{Base}/process/transcript/{_id}", content)))
            .Text("content").ShouldBe("Adiós");
        (await PutAsync("1\n00:00:00,500 --> 00:00:02,000\nHello,\nthere.\n", "application/x-subrip"))
            .Text("content").ShouldBe("Hello, there.");
    }

    [Fact]
    public async Task A_transcript_is_said_in_time_and_told_how_it_fits()
    {
        await PutAsync("""{"segments":[{"start":0.4,"end":1.4,"text":"Hola."},{"start":2.1,"end":3,"text":"Adiós."}]}""");
        string dubbed = await _person.MakeAsync(
            "clone-voice", new { audio_file_id = _recording, target_language = "es", transcript_job_id = _id });
        EngineTask.Dub dub = app.Engine.Begun.Last(job => job.Id == dubbed).Task.ShouldBeOfType<EngineTask.Dub>();
        dub.Segments.ShouldBe([new DubbedSegment(0.4, 1.4, "Hola."), new DubbedSegment(2.1, 3, "Adiós.")]);
        (dub.Language, dub.IsFilm).ShouldBe(("es", false));
        dub.Kept.ShouldNotBeNull().Name.ShouldEndWith($"speech/{_recording}/");
        Answer fit = await _person.GetAsync($"{Base}/process/fit/{dubbed}");
        fit.Text("transcript_job_id").ShouldBe(_id);
        fit["segments"]!.AsArray().Count.ShouldBe(2);
        fit.Text("segments.1.text").ShouldBe("Adiós.");
        fit["segments.1.spoken_at"]!.GetValue<double>().ShouldBe(2.1);
        fit["segments.1.fits"]!.GetValue<bool>().ShouldBeTrue();
        // Who says a text has nothing to fit.
        string text = await _person.MakeAsync(
            "clone-voice", new { audio_file_id = _recording, target_language = "es", text_content = "Hola." });
        (await _person.GetAsync($"{Base}/process/fit/{text}")).ShouldFail(HttpStatusCode.NotFound, "not_found");
        (await _person.PostAsync(
            $"{Base}/process/clone-voice",
            new { audio_file_id = _recording, target_language = "es", transcript_job_id = _id, text_content = "Hola." }))
            .ShouldFail(HttpStatusCode.BadRequest, "validation_error", "text_content");
        (await _person.PostAsync(
            $"{Base}/process/clone-voice", new { audio_file_id = _recording, target_language = "es", transcript_job_id = text }))
            .ShouldFail(HttpStatusCode.NotFound, "not_found");
    }

    private Task<Answer> TranscriptAsync() => _person.GetAsync($"{Base}/process/transcript/{_id}");

    private async Task<Answer> PutAsync(string body, string type = "application/json")
    {
        using StringContent content = new(body, MediaTypeHeaderValue.Parse(type));
        return await Answer.OfAsync(await _person.Http.PutAsync($"{Base}/process/transcript/{_id}", content));
    }
}
