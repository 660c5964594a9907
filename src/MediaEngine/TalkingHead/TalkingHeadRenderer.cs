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
            Task<SynthesizedSpeech> speaking = SpeechSynthesizers.For(request.Language)
                .SynthesizeAsync(request.Text, request.Voice.BaseVoice, cancellationToken);
            Task<Watermark?> marking = MarkAsync(width, height);
            await Task.WhenAll(speaking, marking);
            SynthesizedSpeech speech = await speaking;
            Watermark? watermark = await marking;
            int frames = (int)Math.Ceiling((Lead + speech.Audio.Duration + Tail) * VideoModelFiles.FrameRate);
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

            FaceTrack track = FaceTrack.Load(request.Model.FaceTrack).Scale(height / 1080f);
            MouthPose[] poses = MouthMotion.Plan(speech, frames, VideoModelFiles.FrameRate, Lead);
            MouthWarp warp = new(width, height);
            await FramePipeline.RunAsync(
                new VideoStreams(
                    ["-threads", "1", "-stream_loop", "-1", "-i", request.Model.Mezzanine(height), "-map", "0:v"],
                    sound,
                    loudness,
                    metadata,
                    video,
                    width,
                    height,
                    VideoModelFiles.FrameRate,
                    frames,
                    thumbnail),
                (index, frame) =>
                {
                    warp.Apply(frame, track[index], poses[index]);
                    watermark?.Apply(frame);
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

        async Task<Watermark?> MarkAsync(int width, int height) =>
            request.Watermark ? await Watermark.CreateAsync(width, height, cancellationToken) : null;
    }
}
