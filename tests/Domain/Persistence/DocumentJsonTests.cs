using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;
using Property = Understudy.Domain.Tests.Support.Property;

namespace Understudy.Domain.Tests.Persistence;

public sealed class DocumentJsonTests
{
    // Near each other as often as far apart, in whatever time zone.
    private static readonly Gen<DateTimeOffset> _times =
        from count in Gen.Choose(0, int.MaxValue)
        from unit in Gen.Elements(1L, 1000L, 10_000_000L, 1_000_000_000L)
        from zone in Gen.Choose(-14 * 60, 14 * 60)
        select new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
            .AddTicks(count * unit).ToOffset(TimeSpan.FromMinutes(zone));

    [Fact]
    public void The_order_of_times_is_the_order_of_their_texts() => Property.Holds(
        _times.Zip(_times).ToArbitrary(),
        3000,
        times =>
        {
            (string one, string other) = (DocumentJson.Sortable(times.Item1), DocumentJson.Sortable(times.Item2));
            Math.Sign(string.CompareOrdinal(one, other)).ShouldBe(times.Item1.CompareTo(times.Item2));
            one.Length.ShouldBe(other.Length);
        });

    [Fact]
    public void A_time_comes_back_as_the_same_instant() => Property.Holds(
        _times.ToArbitrary(),
        1000,
        time =>
        {
            string json = JsonSerializer.Serialize(time, DocumentJson.Options);
            json.ShouldBe($"\"{DocumentJson.Sortable(time)}\"");
            DateTimeOffset read = JsonSerializer.Deserialize<DateTimeOffset>(json, DocumentJson.Options);
            (read.UtcTicks == time.UtcTicks && read.Offset == TimeSpan.Zero).ShouldBeTrue();
        });

    [Fact]
    public void The_first_and_the_last_time_are_in_order()
    {
        DocumentJson.Sortable(DateTimeOffset.MinValue).ShouldBe("0001-01-01T00:00:00.0000000Z");
        DocumentJson.Sortable(DateTimeOffset.MaxValue).ShouldBe("9999-12-31T23:59:59.9999999Z");
        DocumentJson.Sortable(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.FromHours(9)))
            .ShouldBe("2025-12-31T16:00:00.0000000Z");
    }

    [Fact]
    public void A_job_survives_a_document_in_every_state()
    {
        Job queued = Samples.Video();
        MediaKey source = new(MediaKey.Uploads, "videos/ann/a/source.mp4");
        Job[] jobs =
        [
            queued,
            queued with { Inputs = JobInputs.Of(new TrainingInputs("videoTraining", source, CloneModel.FilesOf("ann", "a"))) },
            queued.Start(Samples.Now).Advance(50, Samples.Now),
            queued.Complete(Samples.Outputs, 1, Samples.Now),
            queued.Fail(Samples.NoFace, Samples.Now),
            queued.Cancel(Samples.Now),
        ];
        foreach (Job job in jobs) ThroughJson(job).ShouldBe(job);
    }

    [Fact]
    public void A_document_has_words_for_enums_and_nothing_for_null()
    {
        JsonElement job = JsonSerializer.SerializeToElement(Samples.Video(), DocumentJson.Options);
        job.GetProperty("state").GetString().ShouldBe("queued");
        job.GetProperty("inputs").GetProperty("kind").GetString().ShouldBe("talkingVideo");
        job.GetProperty("inputs").GetProperty("resolution").GetString().ShouldBe("p720");
        job.TryGetProperty("startedAt", out _).ShouldBeFalse();
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<JobState>("1", DocumentJson.Options));
    }

    private static T ThroughJson<T>(T value) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, DocumentJson.Options), DocumentJson.Options)!;
}
