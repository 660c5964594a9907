using System.Security.Cryptography;
using Understudy.Domain.Common;
using Understudy.Domain.Publishing;
using Understudy.Infrastructure.YouTube;
using Understudy.Tests.Google;

namespace Understudy.Infrastructure.Tests.YouTube;

/// <summary>The resumable protocol, and what its answers mean.</summary>
public sealed class UploadTests : YouTubeTest
{
    private const int Unit = 256 * 1024;
    private readonly byte[] _bytes = RandomNumberGenerator.GetBytes((2 * Unit) + 1000);

    [Fact]
    public async Task A_video_is_sent_with_all_that_is_said_of_it()
    {
        UploadState state = await UploadAsync(await OpenAsync(), _bytes);
        (state.Arrived, state.Video!.Title, state.Video.Privacy).ShouldBe((_bytes.Length, "My film", VideoPrivacy.Unlisted));
        YouTubeVideo video = YouTube.Videos.Single();
        video.Id.ShouldBe(state.Video.Id);
        video.Bytes.ShouldBe(_bytes);
        (video.Title, video.Description, video.Category, video.Privacy).ShouldBe(("My film", "Of \"light\"", "1", "unlisted"));
        video.Tags.ShouldBe(["AI", "a film"]);
        (video.IsForKids, video.IsSynthetic).ShouldBe((false, true));
        YouTube.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_cut_off_is_carried_on_where_it_ended()
    {
        IVideoChannel channel = await OpenAsync();
        UploadSession session = await BeginAsync(channel);
        (await AskAsync(channel, session)).ShouldBe(new UploadState(0));
        Fail(request => request.Brings, new YouTubeFault.Cut(Unit + 100), new YouTubeFault.Shorten(1));
        (await SendAsync(channel, session, 0, 2 * Unit)).Problem.ShouldBeOfType<SiteUnavailable>();
        (await AskAsync(channel, session)).ShouldBe(new UploadState(Unit));
        YouTube.KeptUnit = 1;
        (await OfAsync(SendAsync(channel, session, Unit, Unit))).ShouldBe(new UploadState((2 * Unit) - 1));
        UploadState state = await OfAsync(SendAsync(channel, session, (2 * Unit) - 1, 1001));
        state.Video!.Id.ShouldBe(YouTube.Videos.Single().Id);
        YouTube.Videos.Single().Bytes.ShouldBe(_bytes);
        YouTube.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_answer_to_the_last_piece_is_had_by_asking()
    {
        IVideoChannel channel = await OpenAsync();
        UploadSession session = await BeginAsync(channel);
        Fail(request => request.Ends, new YouTubeFault.LoseAnswer());
        (await SendAsync(channel, session, 0, _bytes.Length)).Problem.ShouldBeOfType<SiteUnavailable>();
        (await AskAsync(channel, session)).Video!.Id.ShouldBe(YouTube.Videos.Single().Id);
    }

    [Fact]
    public async Task An_upload_that_has_lapsed_is_unknown_and_so_is_one_of_somebody_else()
    {
        IVideoChannel channel = await OpenAsync();
        UploadSession session = await BeginAsync(channel);
        (await Site.Open("ben", "x").AskAsync(session, _bytes.Length, CancellationToken.None)).Problem.ShouldBeOfType<UploadUnknown>();
        Fail(request => request.Asks, new YouTubeFault.Forget(), new YouTubeFault.Answer(410, "gone"));
        (await channel.AskAsync(session, _bytes.Length, CancellationToken.None)).Problem.ShouldBeOfType<UploadUnknown>();
        (await channel.AskAsync(session, _bytes.Length, CancellationToken.None)).Problem.ShouldBeOfType<UploadUnknown>();
    }

    [Fact]
    public async Task Bytes_whose_access_has_expired_are_to_be_sent_again()
    {
        IVideoChannel channel = await OpenAsync();
        UploadSession session = await BeginAsync(channel);
        YouTube.ExpireAccess();
        (await SendAsync(channel, session, 0, _bytes.Length)).Problem.ShouldBeOfType<SiteUnavailable>();
        (await AskAsync(channel, session)).ShouldBe(new UploadState(0));
        (await OfAsync(SendAsync(channel, session, 0, _bytes.Length))).Video.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(403, "quotaExceeded", typeof(SiteQuotaReached))]
    [InlineData(403, "dailyLimitExceeded", typeof(SiteQuotaReached))]
    [InlineData(400, "uploadLimitExceeded", typeof(SiteQuotaReached))]
    [InlineData(403, "rateLimitExceeded", typeof(SiteUnavailable))]
    [InlineData(429, "tooMany", typeof(SiteUnavailable))]
    [InlineData(500, "backendError", typeof(SiteUnavailable))]
    [InlineData(503, "x", typeof(SiteUnavailable))]
    [InlineData(403, "insufficientPermissions", typeof(GrantWithdrawn))]
    [InlineData(401, "youtubeSignupRequired", typeof(SiteRefused))]
    [InlineData(403, "forbidden", typeof(SiteRefused))]
    [InlineData(400, "invalidTitle", typeof(SiteRefused))]
    public async Task Each_refusal_means_something(int status, string reason, Type meaning)
    {
        IVideoChannel channel = await OpenAsync();
        Fail(request => request.Path == "/upload/videos", new YouTubeFault.Answer(status, reason), new YouTubeFault.Answer(status, reason));
        Result<UploadSession> begun = await channel.BeginUploadAsync(Details, 1, "video/mp4", CancellationToken.None);
        begun.Problem!.GetType().ShouldBe(meaning);
        if (begun.Problem is SiteQuotaReached quota)
        {
            quota.IsOfChannel.ShouldBe(reason == "uploadLimitExceeded");
            quota.Until.ShouldBeInRange(Time.GetUtcNow(), Time.GetUtcNow().AddHours(24));
            if (!quota.IsOfChannel) quota.Until.UtcDateTime.TimeOfDay.ShouldBe(TimeSpan.FromHours(8));
        }
        if (reason == "invalidTitle") ((SiteRefused)begun.Problem).Reason.ShouldBe("YouTube refuses it: It is invalidTitle.");
    }

    [Fact]
    public async Task It_is_told_when_to_come_again()
    {
        IVideoChannel channel = await OpenAsync();
        Fail(request => request.Path == "/upload/videos", new YouTubeFault.Answer(503, "x", RetryAfter: 17));
        Result<UploadSession> begun = await channel.BeginUploadAsync(Details, 1, "video/mp4", CancellationToken.None);
        begun.Problem.ShouldBe(new SiteUnavailable(TimeSpan.FromSeconds(17)));
    }

    [Fact]
    public void Access_goes_to_Google_only()
    {
        YouTubeOptions options = new("id", "secret");
        options.MayCarryOnAt(new Uri("https://www.googleapis.com/upload/youtube/v3/videos?upload_id=1")).ShouldBeTrue();
        options.MayCarryOnAt(new Uri("https://youtube.googleapis.com/x")).ShouldBeTrue();
        foreach (string elsewhere in (string[])
            ["http://www.googleapis.com/x", "https://evil.example/x", "https://googleapis.com.evil.example/x", "http://127.0.0.1/x", "https://evilgoogleapis.com/x"])
            options.MayCarryOnAt(new Uri(elsewhere)).ShouldBeFalse(elsewhere);
    }

    private Task<UploadSession> BeginAsync(IVideoChannel channel) =>
        OfAsync(channel.BeginUploadAsync(Details, _bytes.Length, "video/mp4", CancellationToken.None));

    private Task<UploadState> AskAsync(IVideoChannel channel, UploadSession session) =>
        OfAsync(channel.AskAsync(session, _bytes.Length, CancellationToken.None));

    private Task<Result<UploadState>> SendAsync(IVideoChannel channel, UploadSession session, int offset, int length) =>
        channel.SendAsync(
            session,
            new UploadPiece(offset, length, _bytes.Length),
            new MemoryStream(_bytes, offset, _bytes.Length - offset),
            CancellationToken.None);
}
