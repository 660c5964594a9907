using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.TalkingHead;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Makes a video in which a trained person says a text.</summary>
internal static class TalkingHeadWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.TalkingHead video, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        VideoModelFiles model = new(folder.File("model"));
        string voice = folder.File(ModelJson.VoiceProfileFile);
        Directory.CreateDirectory(model.Folder);
        try
        {
            foreach (string file in new[] { model.Mezzanine((int)video.Resolution), model.FaceTrack, model.Description })
                await folder.FetchAsync(video.Looks.File(Path.GetFileName(file)), file, cancellationToken);
            await folder.FetchAsync(video.Voice.File(ModelJson.VoiceProfileFile), voice, cancellationToken);
        }
        catch (FileNotFoundException gone)
        {
            throw new MediaRejectedException(
                MediaRejection.ModelGone, "A model that this video needs was deleted.", gone);
        }

        TalkingHeadResult result = await TalkingHeadRenderer.RenderAsync(
            new TalkingHeadRequest(
                model,
                await ModelJson.LoadAsync<VoiceProfile>(voice, cancellationToken),
                video.Text,
                video.Language,
                video.Resolution,
                video.Title,
                video.Watermark,
                folder.Recipe),
            folder.Made,
            new RenderShare(progress),
            cancellationToken);
        await folder.StoreAsync(result.SubRip, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = result.Duration,
            Bytes = result.Size,
            Video = await folder.StoreAsync(result.Video, cancellationToken),
            Thumbnail = await folder.StoreAsync(result.Thumbnail, cancellationToken),
            Captions = await folder.StoreAsync(result.WebVtt, cancellationToken),
        };
    }
}
