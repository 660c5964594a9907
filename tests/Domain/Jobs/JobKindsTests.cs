using System.Text.Json;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs;

/// <summary>Which kind a job is of, and what it is to do.</summary>
public sealed class JobKindsTests
{
    private readonly JobKinds _kinds;

    public JobKindsTests()
    {
        ManualTime time = new();
        _kinds = new JobParts(new InMemoryDocumentStore(time), new DeletedMedia(), time).Kinds;
    }

    [Theory]
    [InlineData(
        """{"kind":"talkingVideo","videoModelId":"looks","voiceModelId":"voice","text":"Hi.","language":"english","resolution":"p720","watermark":true,"folder":"library/videos/ann/old/"}""",
        typeof(TalkingVideoKind),
        typeof(EngineTask.TalkingHead))]
    [InlineData(
        """{"kind":"videoTraining","source":"uploads/videos/ann/old/source.mp4","model":"library/models/ann/old/"}""",
        typeof(VideoTrainingKind),
        typeof(EngineTask.TrainLooks))]
    [InlineData(
        """{"kind":"voiceTraining","source":"uploads/voices/ann/old/source.wav","model":"library/models/ann/old/"}""",
        typeof(VoiceTrainingKind),
        typeof(EngineTask.TrainVoice))]
    public void A_job_from_before_there_were_several_products_is_of_its_kind(string inputs, Type kind, Type task)
    {
        string written = $$"""
            {"id":"old","ownerId":"ann","inputs":{{inputs}},"state":"queued","lane":"training","sequence":17,"cost":0,
             "estimatedSeconds":3,"createdAt":"2026-01-15T12:00:00Z","updatedAt":"2026-01-15T12:00:00Z",
             "deadlineAt":"2026-01-15T18:00:00Z"}
            """;
        Job job = JsonSerializer.Deserialize<Job>(written, DocumentJson.Options)!;

        _kinds.Of(job).ShouldBeOfType(kind);
        _kinds.Of(job).ToTask(job).ShouldBeOfType(task);
        JobReference reference = _kinds.ReferenceOf(job);
        (reference.OwnerId, reference.JobId, reference.Product).ShouldBe(("ann", "old", "clone"));
        _kinds.Of(reference).ShouldBeOfType(kind);
        reference.Wallet.ShouldBe(kind == typeof(TalkingVideoKind) ? Minutes.Wallet("ann") : null);
        // Written once more, it says by itself what it is.
        Job again = JsonSerializer.Deserialize<Job>(
            JsonSerializer.Serialize(job, DocumentJson.Options), DocumentJson.Options)!;
        (again.Kind, again.Inputs).ShouldBe((job.Kind, job.Inputs));
    }

    [Fact]
    public void A_kind_is_found_by_its_product_and_its_name()
    {
        _kinds.TryGet("clone", "talkingVideo", out _).ShouldBeTrue();
        _kinds.TryGet("other", "talkingVideo", out _).ShouldBeFalse();
        _kinds.All.Count().ShouldBe(3);
        Should.Throw<InvalidOperationException>(() => _kinds.Of(Samples.Video() with { Kind = "dancing" }));
        IJobKind one = _kinds.All.First();
        Should.Throw<ArgumentException>(() => new JobKinds([one, one]));
    }

    [Fact]
    public void Inputs_are_equal_by_what_they_say()
    {
        var one = JobInputs.Of(new TrainingInputs("k", new MediaKey("uploads", "a"), new MediaKey("library", "b/")));
        JobInputs same = JsonSerializer.Deserialize<JobInputs>(
            """{ "model": "library/b/", "source": "uploads/a", "kind": "k" }""", DocumentJson.Options)!;
        var other = JobInputs.Of(new TrainingInputs("k", new MediaKey("uploads", "a"), new MediaKey("library", "c/")));
        same.ShouldBe(one);
        same.GetHashCode().ShouldBe(one.GetHashCode());
        other.ShouldNotBe(one);
        same.As<TrainingInputs>().Model.Name.ShouldBe("b/");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<JobInputs>("[]", DocumentJson.Options));
        Should.Throw<ArgumentException>(() => JobInputs.Of("text"));
    }

    [Fact]
    public void What_an_engine_is_to_do_can_be_sent()
    {
        EngineOrder order = new(
            new JobReference("ann", "job", "clone", "talkingVideo", Minutes.Wallet("ann")),
            "videos",
            _kinds.Of(Samples.Video()).ToTask(Samples.Video()),
            TimeSpan.FromMinutes(10));
        string sent = JsonSerializer.Serialize(order, DocumentJson.Options);
        JsonSerializer.Deserialize<EngineOrder>(sent, DocumentJson.Options).ShouldBe(order);
        sent.ShouldContain("\"do\":\"talkingHead\"");
        sent.ShouldContain("\"looks\":\"library/models/ann/looks/\"");
    }
}
