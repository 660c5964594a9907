using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Previews;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Makes what players and lists show of a film or a recording.</summary>
internal static class PreviewWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.Preview task, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        if (!task.Thumbnail && !task.Storyboard && !task.Waveform)
            throw new MediaRejectedException(MediaRejection.InvalidRequest, "Nothing is asked for: a thumbnail, a storyboard or a waveform.");
        string source = await folder.FetchSourceAsync(task.Source, "source", cancellationToken);
        MediaProbe? film = task.Thumbnail || task.Storyboard
            ? await MediaProber.ProbeAsync(source, MediaKind.Video, cancellationToken)
            : null;
        SoundTrack? sound = task.Waveform ? await SoundTrack.FindAsync(source, cancellationToken) : null;
        AiMark mark = (await FileMarks.ReadAsync(source, cancellationToken)).OfPart(folder.Recipe);
        MediaKey? thumbnail = null;
        if (task.Thumbnail)
        {
            Thumbnail made = await Thumbnails.MakeAsync(
                new ThumbnailRequest(source) { Probe = film, Mark = mark },
                folder.Made,
                new PartialProgress(progress, 0, 0.2),
                cancellationToken);
            thumbnail = await folder.StoreAsync(made.File, cancellationToken);
        }
        if (task.Storyboard)
        {
            Storyboard made = await Storyboards.MakeAsync(
                new StoryboardRequest(source) { Probe = film, Mark = mark },
                folder.Made,
                new PartialProgress(progress, 0.2, 0.6),
                cancellationToken);
            foreach (string file in (string[])[.. made.SheetFiles, made.WebVttFile]) await folder.StoreAsync(file, cancellationToken);
        }
        MediaKey? waveform = null;
        if (task.Waveform)
        {
            await Waveforms.MakeAsync(
                new WaveformRequest(source) { Sound = sound },
                folder.Made,
                new PartialProgress(progress, 0.6, 1),
                cancellationToken);
            waveform = await folder.StoreAsync(Path.Combine(folder.Made, Waveforms.FileName), cancellationToken);
        }
        return new JobOutputs
        {
            DurationSeconds = film?.Duration ?? sound?.Duration ?? 0,
            Thumbnail = thumbnail,
            Report = waveform,
        };
    }
}
