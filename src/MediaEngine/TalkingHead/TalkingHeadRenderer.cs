using Understudy.MediaEngine.Captions;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.TalkingHead;

/// <summary>Makes a video in which a trained person speaks a text.</summary>
public static class TalkingHeadRenderer
{
    /// <summary>Seconds of quiet before the first word.</summary>
    public const double Lead = 0.3;

    /// <summary>Seconds of quiet after the last word.</summary>
    public const double Tail = 0.3;

    /// <summary>Renders a request into a folder: <c>video.mp4</c>, <c>thumbnail.jpg</c>, <c>captions.srt</c> and
    /// <c>captions.vtt</c>. If it fails or is cancelled, none of them is left.</summary>
    /// <param name="request">What to render.</param>
    /// <param name="outputFolder">An existing folder.</param>
    /// <param name="progress">Hears about every frame; may be null.</param>
    /// <param name="cancellationToken">Ends the render and kills its tools.</param>
    /// <exception cref="MediaRejectedException">Nothing in the text can be spoken.</exception>
    /// <exception cref="MediaToolException">A tool is missing or failed.</exception>
    public static async Task<TalkingHeadResult> RenderAsync(
        TalkingHeadRequest request,
        string outputFolder,
        IProgress<RenderProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string Output(string name) => Path.Combine(Path.GetFullPath(outputFolder), name);
        string video = Output("video.mp4");
        string thumbnail = Output("thumbnail.jpg");
        string subRip = Output("captions.srt");
        string webVtt = Output("captions.vtt");
        try
        {
            progress?.Report(new RenderProgress(0, 0));
            using var folder = TemporaryFolder.Create();
            int height = (int)request.Resolution;
            int width = height / 9 * 16;
            FaceTrack track = FaceTrack.Load(request.Model.FaceTrack).Scale(height / 1080f);
            var box = MouthBox.Around(track, width, height);
            string mezzanine = request.Model.Mezzanine(height);
            await using MouthCuts cuts = new(mezzanine, track.FrameCount, box, folder, cancellationToken);
            Task<SynthesizedSpeech> speaking = SpeechSynthesizers.For(request.Language)
                .SynthesizeAsync(request.Text, request.Voice.BaseVoice, cancellationToken);
            Task<(string, Watermark)?> marking = MarkAsync(width, height, folder.File("notice.rgba"));
            await Task.WhenAll(speaking, marking);
            SynthesizedSpeech speech = await speaking;
            int frames = (int)Math.Ceiling((Lead + speech.Audio.Duration + Tail) * VideoModelFiles.FrameRate);
            cuts.Require(frames);
            double duration = (double)frames / VideoModelFiles.FrameRate;
            string sound = folder.File("sound.wav");
            string loudness = await SpeechMaster.WriteAsync(
                speech, request.Voice, Lead, duration, folder.File("speech.wav"), sound, cancellationToken);
            var mark = AiMark.TalkingVideo(request.Recipe);
            string metadata = folder.File("metadata.txt");
            await File.WriteAllTextAsync(metadata, mark.ToMetadata(request.Title), cancellationToken);

            Cue[] cues = CaptionLayout.Lay(speech, Lead);
            await File.WriteAllTextAsync(subRip, CaptionFiles.ToSrt(cues), cancellationToken);
            await File.WriteAllTextAsync(webVtt, CaptionFiles.ToWebVtt(cues), cancellationToken);

            FaceTrack mouths = track.Within(box.Left, box.Top);
            MouthPose[] poses = MouthMotion.Plan(speech, frames, VideoModelFiles.FrameRate, Lead);
            MouthWarp warp = new(box.Width, box.Height);
            HeadFilm film = new(mezzanine, box, frames, await marking, sound, loudness, metadata, video, thumbnail);
            await film.WriteAsync(
                async (index, mouth) =>
                {
                    await cuts.ReadAsync(index, mouth, cancellationToken);
                    warp.Apply(mouth.Span, mouths[index], poses[index]);
                },
                progress,
                cancellationToken);

            await JpegMark.WriteAsync(thumbnail, mark, cancellationToken);
            return new TalkingHeadResult(
                video, thumbnail, subRip, webVtt, duration, new FileInfo(video).Length, width, height);
        }
        catch
        {
            foreach (string file in (string[])[video, thumbnail, subRip, webVtt])
                File.Delete(file);
            throw;
        }

        async Task<(string Plate, Watermark Notice)?> MarkAsync(int width, int height, string plate)
        {
            if (!request.Watermark) return null;
            Watermark notice = await Watermark.CreateAsync(width, height, cancellationToken);
            await File.WriteAllBytesAsync(plate, notice.Plate(), cancellationToken);
            return (plate, notice);
        }
    }
}
