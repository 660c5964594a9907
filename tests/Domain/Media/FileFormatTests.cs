using System.Text;
using Understudy.Domain.Media;

namespace Understudy.Domain.Tests.Media;

public sealed class FileFormatTests
{
    // Bytes are told as Latin-1 characters.
    [Theory]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", "jpg")]
    [InlineData("\u0089PNG\r\n\u001A\n", "png")]
    [InlineData("GIF89a", "gif")]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", "webp")]
    [InlineData("\0\0\0\u0018ftypisom", "mp4")]
    [InlineData("\0\0\0\u0018ftypmp42", "mp4")]
    [InlineData("\0\0\0\u0014ftypqt  ", "mov")]
    [InlineData("\0\0\0\u0008wide\0\0\0\0mdat", "mov")]
    [InlineData("\0\0\0\u0018ftypM4A ", "m4a")]
    [InlineData("\u001AE\u00DF\u00A3\u009FB\u0086\u0081\u0001B\u0082\u0084webm", "webm")]
    [InlineData("\u001AE\u00DF\u00A3\u00A3B\u0086\u0081\u0001B\u0082\u0088matroska", "mkv")]
    [InlineData("RIFF\0\0\0\0AVI LIST", "avi")]
    [InlineData("RIFF\0\0\0\0WAVEfmt ", "wav")]
    [InlineData("RF64\u00FF\u00FF\u00FF\u00FFWAVEds64", "wav")]
    [InlineData("ID3\u0003\0\0\0\0\u000F\u0076TIT2", "mp3")]
    [InlineData("ID3\u0003\0\0\0\0\0\u0002\0\0fLaC", "flac")]
    [InlineData("\u00FF\u00FB\u0090\u0064", "mp3")]
    [InlineData("\u00FF\u00F3\u0048\u00C4", "mp3")]
    [InlineData("\u00FF\u00F1\u0050\u0080", "aac")]
    [InlineData("OggS\0\u0002", "ogg")]
    [InlineData("fLaC\0\0\0\"", "flac")]
    [InlineData("", null)]
    [InlineData("\u00FF", null)]
    [InlineData("\u00FF\u00FEh\0i\0", null)]
    [InlineData("<html>", null)]
    [InlineData("#!/bin/sh", null)]
    [InlineData("%PDF-1.7", null)]
    [InlineData("PK\u0003\u0004", null)]
    [InlineData("MZ\u0090\0", null)]
    [InlineData("RIFF\0\0\0\0ACON", null)]
    [InlineData("RIFF", null)]
    [InlineData("\0\0\0\u0018ftypheic", null)]
    [InlineData("\0\0\0\u0018ftypavif", null)]
    [InlineData("\u001AE\u00DF\u00A3nothing", null)]
    [InlineData("#EXTM3U\nhttp://example.com/", null)]
    public void A_format_is_told_by_how_a_file_begins(string head, string? format) =>
        (FileFormat.Of(Encoding.Latin1.GetBytes(head))?.Name).ShouldBe(format);

    [Theory]
    [InlineData("video/mp4", "mp4")]
    [InlineData("VIDEO/MP4; codecs=avc1", "mp4")]
    [InlineData("audio/x-wav", "wav")]
    [InlineData("audio/webm;codecs=opus", "webm")]
    [InlineData("image/jpg", "jpg")]
    [InlineData("text/html", null)]
    [InlineData("no type", null)]
    [InlineData(null, null)]
    public void A_format_is_told_by_its_type(string? type, string? format) =>
        (FileFormat.OfType(type)?.Name).ShouldBe(format);
}
