using Understudy.Domain.Media;
using Understudy.Domain.Publishing;

namespace Understudy.Domain.Tests.Publishing;

/// <summary>What sites take of what is said of a video.</summary>
public sealed class VideoDetailsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2, "AI")]
    [InlineData(5, "AI", "ML")]
    [InlineData(10, "a film", "x")]
    [InlineData(1, "🎬")]
    public void Tags_are_counted_with_commas_and_quotation_marks(int characters, params string[] tags) =>
        VideoDetails.TagCharacters(tags).ShouldBe(characters);

    [Fact]
    public void Descriptions_are_counted_by_bytes() => VideoDetails.BytesOf("aé🎬").ShouldBe(7);

    [Theory]
    [InlineData("It's fine & \"good\"", true)]
    [InlineData("a < b", false)]
    [InlineData("->", false)]
    public void Angle_brackets_are_not_taken(string text, bool isPlain) => VideoDetails.IsPlain(text).ShouldBe(isPlain);

    [Fact]
    public void A_publication_that_has_ended_stays_so()
    {
        Publication publication = new()
        {
            Id = "1",
            OwnerId = "ann",
            ChannelId = "UC",
            SourceId = "2",
            Files = new PublishedFiles(new MediaKey("library", "film.mp4")),
            Bytes = 10,
            Details = new VideoDetails { Title = "Mine", Privacy = VideoPrivacy.Public },
            CreatedAt = DateTimeOffset.UnixEpoch,
            DeadlineAt = DateTimeOffset.UnixEpoch,
        };
        Publication failed = publication.Fail(PublicationFailure.TimedOut, DateTimeOffset.UnixEpoch);
        failed.Publish(VideoPrivacy.Public, DateTimeOffset.UnixEpoch).ShouldBe(failed);
        Publication published = publication.Publish(VideoPrivacy.Private, DateTimeOffset.UnixEpoch);
        published.Fail(PublicationFailure.TimedOut, DateTimeOffset.UnixEpoch).ShouldBe(published);
        published.IsLockedPrivate.ShouldBeTrue();
        publication.Publish(VideoPrivacy.Public, DateTimeOffset.UnixEpoch).IsLockedPrivate.ShouldBeFalse();
    }
}
