using System.Text;
using Understudy.Domain.Publishing;
using Understudy.Tests.Google;

namespace Understudy.Infrastructure.Tests.YouTube;

/// <summary>What is done with videos that are there, and playlists.</summary>
public sealed class ChannelTests : YouTubeTest
{
    [Fact]
    public async Task Videos_are_read_with_figures_and_those_that_are_gone_are_missing()
    {
        IVideoChannel channel = await OpenAsync();
        SiteVideo made = (await UploadAsync(channel, [1, 2, 3])).Video!;
        YouTube.Videos.Single().Views = 1250;
        SiteVideo video = (await OfAsync(channel.ReadAsync([made.Id, "gone"], CancellationToken.None))).Single();
        (video.Id, video.Title, video.Views, video.Privacy, video.Rejection).ShouldBe(
            (made.Id, "My film", 1250, VideoPrivacy.Unlisted, null));
        YouTube.Videos.Single().Rejection = "duplicate";
        (await OfAsync(channel.ReadAsync([made.Id], CancellationToken.None))).Single().Rejection.ShouldBe("duplicate");
        SiteVideo newest = (await OfAsync(channel.ReadNewestAsync(CancellationToken.None))).Single();
        (newest.Id, newest.Bytes).ShouldBe((made.Id, 3));
        (Time.GetUtcNow() - newest.PublishedAt).ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_channel_without_videos_has_none()
    {
        IVideoChannel channel = await OpenAsync();
        (await OfAsync(channel.ReadNewestAsync(CancellationToken.None))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_picture_and_captions_are_added_and_may_be_again()
    {
        IVideoChannel channel = await OpenAsync();
        string id = (await UploadAsync(channel, [1])).Video!.Id;
        byte[] captions = Encoding.UTF8.GetBytes("WEBVTT\n\n00:00.000 --> 00:01.000\nこんにちは");
        for (int i = 0; i < 2; i++)
        {
            await OfAsync(channel.SetThumbnailAsync(id, new MemoryStream([9, 8]), "image/jpeg", CancellationToken.None));
            await OfAsync(channel.AddCaptionsAsync(id, new MemoryStream(captions), "ja", CancellationToken.None));
        }
        YouTube.Videos.Single().Thumbnail.ShouldBe([9, 8]);
        YouTube.Videos.Single().Captions["ja"].ShouldBe(Encoding.UTF8.GetString(captions));
        (await channel.SetThumbnailAsync("none", new MemoryStream([9]), "image/jpeg", CancellationToken.None))
            .Problem.ShouldBeOfType<SiteRefused>();
    }

    [Fact]
    public async Task Playlists_are_made_and_all_of_them_are_found()
    {
        IVideoChannel channel = await OpenAsync();
        for (int i = 0; i < 60; i++)
            await OfAsync(channel.CreatePlaylistAsync(new PlaylistDetails($"List {i}", "d", VideoPrivacy.Public), CancellationToken.None));
        (YouTube.Playlists[0].Title, YouTube.Playlists[0].Description, YouTube.Playlists[0].Privacy).ShouldBe(("List 0", "d", "public"));
        IReadOnlyList<SitePlaylist> all = await OfAsync(channel.ReadPlaylistsAsync(CancellationToken.None));
        all.Select(each => each.Id).ShouldBe(YouTube.Playlists.Select(each => each.Id));
    }

    [Fact]
    public async Task Answers_that_say_nothing_are_none()
    {
        IVideoChannel channel = await OpenAsync();
        YouTube.Script = _ => new YouTubeFault.Answer(200, "x");
        (await channel.BeginUploadAsync(Details, 1, "video/mp4", CancellationToken.None)).Problem.ShouldBeOfType<SiteUnavailable>();
        (await channel.CreatePlaylistAsync(new PlaylistDetails("x", "", VideoPrivacy.Public), CancellationToken.None))
            .Problem.ShouldBeOfType<SiteUnavailable>();
    }
}
