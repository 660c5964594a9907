using System.Text;
using Understudy.MediaEngine.Captions;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Tests.Captions;

public sealed class CaptionReaderTests
{
    private static readonly Cue[] _cues =
        [new(0.5, 2.25, ["Hello, <you> & me"]), new(2.25, 3661.001, ["two", "lines"])];

    [Fact]
    public void What_is_written_is_read_again()
    {
        Read(CaptionFiles.ToWebVtt(_cues)).ShouldBe(Flat(_cues));
        // SubRip has no escapes: what looks like a tag is one.
        Read(CaptionFiles.ToSrt(_cues)).ShouldBe(["0.5-2.25 Hello,  & me", "2.25-3661.001 two/lines"]);
    }

    [Theory]
    [InlineData("1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Hi</i> <font color=\"red\">there</font>\r\n\r\n")]
    [InlineData("\uFEFF00:00:01.000-->00:00:02.000\nHi there")]
    [InlineData("WEBVTT - title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\na comment\n\nid\n00:01.000 --> 00:02.000 align:start position:0%\n<v Ann>Hi <00:01.500>there</v>\n")]
    [InlineData("\n\n\n7\n0:00:01,0 --> 0:00:02,0\n{\\an8}Hi there\n\n8\n00:00:03,000 --> 00:00:04,000\n\n")]
    public void What_editors_leave_in_a_file_is_passed_over(string text) => Read(text).ShouldBe(["1-2 Hi there"]);

    [Fact]
    public void A_missing_empty_line_does_not_join_captions() =>
        Read("1\n00:00:01,000 --> 00:00:02,000\none\n2\n00:00:02,000 --> 00:00:03,000\ntwo\n")
            .ShouldBe(["1-2 one", "2-3 two"]);

    [Fact]
    public void Captions_are_put_in_order_of_time() =>
        Read("00:00:05,000 --> 00:00:06,000\nlater\n\n00:00:01,000 --> 00:00:02,000\nfirst\n")
            .ShouldBe(["1-2 first", "5-6 later"]);

    [Theory]
    [InlineData("", "no captions")]
    [InlineData("Dear Sir or Madam,\n\nHello.", "no captions")]
    [InlineData("1\n00:00:01,000 --> soon\nHi", "Line 2")]
    [InlineData("1\n00:00:02,000 --> 00:00:01,000\nHi", "line 2 ends before it begins")]
    public void What_cannot_be_understood_is_refused_by_its_line(string text, string part)
    {
        MediaRejectedException rejection = Should.Throw<MediaRejectedException>(() => CaptionReader.Parse(text));

        rejection.Code.ShouldBe(MediaRejection.InvalidCaptions);
        rejection.Message.ShouldContain(part);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public async Task Files_of_old_editors_are_read(string encoding)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file, "1\n00:00:01,000 --> 00:00:02,000\nGrüße\n", Encoding.GetEncoding(encoding));

            Flat(await CaptionReader.ReadAsync(file, CancellationToken.None)).ShouldBe(["1-2 Grüße"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_text_is_refused()
    {
        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(
            CaptionReader.ReadAsync(typeof(CaptionReaderTests).Assembly.Location, CancellationToken.None));

        rejection.Code.ShouldBe(MediaRejection.InvalidCaptions);
    }

    private static string[] Read(string text) => Flat(CaptionReader.Parse(text));

    private static string[] Flat(Cue[] cues) =>
        [.. cues.Select(cue => FormattableString.Invariant($"{cue.Start}-{cue.End} {string.Join('/', cue.Lines)}"))];
}
