using System.Text;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Probing;

public sealed class FileSignatureTests(TestMedia media) : IClassFixture<TestMedia>
{
    private const string Zeros = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

    [Theory]
    [InlineData("RIFF\u0004\u0005\0\0WAVEJUNK")]
    [InlineData("RIFF\u0004\u0005\0\0AVI LIST")]
    [InlineData("RF64\u00FF\u00FF\u00FF\u00FFWAVEds64")]
    [InlineData("BW64\u00FF\u00FF\u00FF\u00FFWAVEds64")]
    [InlineData("riff.\u0091\u00CF\u0011\u00A5\u00D6\u0028\u00DB\u0004\u00C1\0\0\0\0\0\0\0\0\0\0wave\u00F3\u00AC")]
    [InlineData("\u001AE\u00DF\u00A3\u0001\0\0\0\0\0\0\u001F")]
    [InlineData("\0\0\0\u0018ftypM4B ")]
    [InlineData("\0\0\0\u0018ftypqt  ")]
    [InlineData("\0\0\u0001\0ftyp3gp4")]
    [InlineData("\0\0\0\u0018stypmsdh")]
    [InlineData("\0\0\0\u0008wide\0\0\0\0mdat")]
    [InlineData("\0\0\0\0mdat")]
    [InlineData("\0\0\u0010\0moof")]
    [InlineData("ID3\u0003\0\0\0\0\u0001\u0001")]
    [InlineData("APETAGEX\u00D0\u0007\0\0")]
    [InlineData(Zeros + "ID3\u0004\0\0\0\0\u0001\u0001")]
    public async Task Every_beginning_that_the_demuxers_know_is_taken(string beginning) => await Judge(beginning);

    [Theory]
    [InlineData("frames.mp3")]
    [InlineData("frames.mp2")]
    [InlineData("frames.aac")]
    public async Task Frames_may_begin_a_little_later(string name)
    {
        byte[] frames = await File.ReadAllBytesAsync(
            await media.FromVoice("0.5", name, "-write_xing", "0", "-id3v2_version", "0"));
        foreach (string before
            in new[] { "", Zeros, "\u0090\u00A7\u0003 the end of a frame \u0012\u0081", new string('\0', 200_000) })
            await Judge(before, frames);
    }

    [Theory]
    [InlineData("\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF\0")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0ftypisom")]
    [InlineData("PK\u0003\u0004ftypisom")]
    [InlineData("<!--skip")]
    [InlineData("\u0089PNG\r\n\u001A\n")]
    [InlineData("GIF89a\u0001\0")]
    [InlineData("BM\u0036\u0084\u0003\0\0\0\0\0")]
    [InlineData("II*\0\u0008\0\0\0")]
    [InlineData("RIFF\u0004\u0005\0\0WEBPVP8 ")]
    [InlineData("\0\0\u0001\0\u0001\0\u0020\u0020")]
    [InlineData("\0\0\0\u0018ftypheic")]
    [InlineData("PK\u0003\u0004\u0014\0\0\0")]
    [InlineData("Rar!\u001A\u0007\u0001\0")]
    [InlineData("7z\u00BC\u00AF\u0027\u001C")]
    [InlineData("\u001F\u008B\u0008\0\0\0\0\0")]
    [InlineData("%PDF-1.7\n%\u00E2\u00E3")]
    [InlineData("\u007FELF\u0002\u0001\u0001\0")]
    [InlineData("MZ\u0090\0\u0003\0\0\0")]
    [InlineData("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")]
    [InlineData("#!/bin/sh\nrm -rf ~\n")]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("\n\n  <svg>")]
    [InlineData("\u00EF\u00BB\u00BF<html>")]
    [InlineData("\u00FF\u00FE<\0h\0t\0m\0l\0>\0")]
    [InlineData("#EXTM3U\n#EXTINF:3,\nfile:///etc/passwd\n")]
    [InlineData("ffconcat version 1.0\nfile '/etc/passwd'\n")]
    [InlineData("<?xml version=\"1.0\"?><MPD>")]
    [InlineData("v=0\no=- 0 0 IN IP4 127.0.0.1\n")]
    [InlineData("1\n00:00:00,000 --> 00:00:02,000\nHello.\n")]
    [InlineData("WEBVTT\n\n")]
    [InlineData(Zeros + "PK\u0003\u0004\u0014\0\0\0")]
    [InlineData(Zeros + "<html><script>alert(1)</script>")]
    public async Task What_another_program_would_open_as_something_else_is_refused_whatever_follows(string beginning) =>
        (await Refused(beginning, Frames())).ShouldBe(MediaRejection.WrongContent);

    [Theory]
    [InlineData("OggS\0\u0002\0\0")]
    [InlineData("fLaC\0\0\0\u0022")]
    [InlineData("FORM\0\0\0\u0022AIFF")]
    [InlineData("\0\0\u0001\u00BA\u0044\0\u0004")]
    [InlineData("RIFX\0\0\0\u0022WAVE")]
    public async Task Recordings_of_other_formats_are_told_so(string beginning) =>
        (await Refused(beginning, [])).ShouldBe(MediaRejection.Unsupported);

    [Fact]
    public async Task Noise_is_no_recording()
    {
        byte[] noise = new byte[300_000];
        new Random(5).NextBytes(noise);

        (await Refused("\u0090", noise)).ShouldBe(MediaRejection.CorruptFile);
        (await Refused(new string('\0', 300_000), [])).ShouldBe(MediaRejection.CorruptFile);
        (await Refused("\u0090", [.. noise, .. Frames()])).ShouldBe(MediaRejection.CorruptFile);
    }

    /// <summary>Silent MP3 of 128 kbit/s: each frame has 417 bytes.</summary>
    private static byte[] Frames()
    {
        byte[] frame = [0xFF, 0xFB, 0x90, 0x64, .. new byte[413]];
        return [.. Enumerable.Repeat(frame, 8).SelectMany(bytes => bytes)];
    }

    private async Task Judge(string beginning, byte[]? rest = null)
    {
        string file = media.NewPath("upload");
        await File.WriteAllBytesAsync(file, [.. Encoding.Latin1.GetBytes(beginning), .. rest ?? new byte[600]]);
        await FileSignature.RequireRecordingAsync(file, CancellationToken.None);
    }

    private async Task<string> Refused(string beginning, byte[] rest)
    {
        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(
            Judge(beginning, rest), $"The beginning is {beginning[..Math.Min(beginning.Length, 20)]}.");
        rejection.Message.ShouldEndWith(".");
        return rejection.Code;
    }
}
