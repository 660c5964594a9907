using Understudy.Domain.Media;

namespace Understudy.Domain.Tests.Media;

public sealed class MediaTypeTests
{
    [Theory]
    [InlineData("audio/webm;codecs=opus", "audio/webm; codecs=opus")]
    [InlineData("audio/webm;codecs=opus", "Audio/WebM ;\tCODECS=\"Opus\"")]
    [InlineData("audio/webm;codecs=opus", "audio/webm")]
    [InlineData("audio/webm;codecs=opus", "audio/webm;")]
    [InlineData("audio/webm;codecs=opus", "audio/webm;;codecs=\"o\\pus\";")]
    [InlineData("audio/webm;codecs=opus;a=1", "audio/webm; a=1; codecs=opus")]
    [InlineData("video/webm;codecs=vp9,opus", "video/webm; codecs=\"vp9, opus\"")]
    [InlineData("video/webm;codecs=vp9,opus", "video/webm;codecs=\"opus,vp9\"")]
    [InlineData("video/webm;codecs=vp9,opus", "video/webm;codecs=vp9")]
    [InlineData("video/mp4;codecs=avc1", "video/mp4; codecs=\"avc1.42E01E, mp4a.40.2\"")]
    [InlineData("video/mp4", "video/mp4; charset=UTF-8")]
    [InlineData("video/mp4;charset=binary", "video/mp4; charset=UTF-8")]
    [InlineData("audio/wav;rate=16000", "audio/wav")]
    [InlineData("audio/wav", "audio/x-wav")]
    [InlineData("audio/vnd.wave", "audio/wave;rate=16000")]
    [InlineData("audio/mpeg", "audio/mp3")]
    [InlineData("audio/x-m4a", "audio/mp4;codecs=mp4a.40.2")]
    [InlineData("video/avi", "video/vnd.avi")]
    [InlineData("image/jpg", "IMAGE/JPEG")]
    public void Two_spellings_of_one_type_fit(string one, string other)
    {
        MediaType first = MediaType.Parse(one).ShouldNotBeNull(), second = MediaType.Parse(other).ShouldNotBeNull();
        first.Fits(second).ShouldBeTrue();
        second.Fits(first).ShouldBeTrue();
    }

    [Theory]
    [InlineData("audio/webm", "video/webm")]
    [InlineData("audio/webm", "audio/web")]
    [InlineData("audio/webm;codecs=opus", "audio/webm;codecs=vorbis")]
    [InlineData("video/webm;codecs=vp9,opus", "video/webm;codecs=vp8,opus")]
    [InlineData("video/mp4;codecs=avc1", "video/mp4;codecs=avc10")]
    [InlineData("video/mp4;codecs=avc1.42E01E", "video/mp4;codecs=avc1.640028")]
    [InlineData("audio/wav;rate=16000", "audio/wav;rate=8000")]
    public void Types_that_contradict_each_other_do_not(string one, string other)
    {
        MediaType first = MediaType.Parse(one).ShouldNotBeNull(), second = MediaType.Parse(other).ShouldNotBeNull();
        first.Fits(second).ShouldBeFalse();
        second.Fits(first).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("video")]
    [InlineData("video/")]
    [InlineData("/mp4")]
    [InlineData("video/mp4/x")]
    [InlineData("video /mp4")]
    [InlineData("video/mp4, video/webm")]
    [InlineData("video/mp4;codecs")]
    [InlineData("video/mp4;codecs=")]
    [InlineData("video/mp4;=avc1")]
    [InlineData("video/mp4;codecs=\"avc1")]
    [InlineData("video/mp4;codecs=\"avc1\"x")]
    [InlineData("video/mp4;codecs=a\"b")]
    [InlineData("video/mp4;codecs=avc1;codecs=hev1")]
    [InlineData("video/mp4\r\nX: y")]
    [InlineData("vidéo/mp4")]
    public void What_is_no_type_is_none(string? text) => MediaType.Parse(text).ShouldBeNull();

    [Fact]
    public void A_separator_between_quotes_separates_nothing() =>
        MediaType.Parse("video/mp4; a=\"x;codecs=\\\"y\\\"\"; codecs=avc1").ShouldNotBeNull()
            .Fits(MediaType.Parse("video/mp4;codecs=hev1")!).ShouldBeFalse();
}
