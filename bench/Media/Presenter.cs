using Understudy.Bench.Measuring;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Training;

namespace Understudy.Bench.Media;

/// <summary>The person of <c>samples/</c>, trained.</summary>
internal sealed record Presenter(VideoModelFiles Video, VoiceProfile Voice)
{
    private const string Text =
        "Hello, and thank you for coming. I am the understudy of the person whom you see here. You typed these "
        + "sentences, and now I am saying them, with a voice of about the same pitch and a mouth that follows it. "
        + "Every picture was made on this machine, by nothing but its processors.";

    public static async Task<Presenter> TrainAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        string folder = scratch.Folder("presenter");
        await new VideoTrainer(scratch.Folder("training"))
            .TrainAsync(Checkout.Path("samples/presenter.mp4"), folder, progress: null, cancellationToken);
        await VoiceTrainer.TrainAsync(Checkout.Path("samples/voice.wav"), folder, progress: null, cancellationToken);
        return await LoadAsync(folder, cancellationToken);
    }

    public static async Task<Presenter> LoadAsync(string folder, CancellationToken cancellationToken) => new(
        new VideoModelFiles(folder),
        await ModelJson.LoadAsync<VoiceProfile>(Path.Combine(folder, ModelJson.VoiceProfileFile), cancellationToken));

    /// <summary>Renders the text, which takes some 17 seconds to say, with the free plan's watermark.</summary>
    public Task<TalkingHeadResult> RenderAsync(
        Resolution resolution, string outputFolder, CancellationToken cancellationToken) =>
        TalkingHeadRenderer.RenderAsync(
            new TalkingHeadRequest(Video, Voice, Text, Language.English, resolution, "Bench", Watermark: true),
            outputFolder,
            progress: null,
            cancellationToken);
}
