using System.Collections.Concurrent;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Tests.Training;

namespace Understudy.MediaEngine.Tests.TalkingHead;

/// <summary>The sample presenter, and an English video of her.</summary>
public sealed class SpokenPresenter(TrainedPresenter trained) : IAsyncLifetime, IDisposable
{
    public const string Text =
        "Good morning, everyone. I want to tell you about a small team. They help many people every day.";

    public const string HostileTitle = "Title=1;#[out]\\ 'x' -y\nencoder=evil\n[CHAPTER]";

    private readonly TestMedia _media = new();

    public VideoModelFiles Model => trained.Files;

    public TalkingHeadResult English { get; private set; } = null!;

    public ConcurrentQueue<RenderProgress> Progress { get; } = [];

    public async Task InitializeAsync() =>
        English = await RenderAsync(Text, Language.English, title: HostileTitle, progress: new Recorder(Progress));

    public Task<TalkingHeadResult> RenderAsync(
        string text,
        Language language,
        Resolution resolution = Resolution.P720,
        string? title = null,
        bool watermark = false,
        string? folder = null,
        IProgress<RenderProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        // As samples/voice.wav measures.
        VoiceProfile voice = new(178, -20, -60, 10, BaseVoice.High);
        TalkingHeadRequest request = new(Model, voice, text, language, resolution, title, watermark);
        return TalkingHeadRenderer.RenderAsync(request, folder ?? NewFolder(), progress, cancellationToken);
    }

    public string NewFolder() => Directory.CreateDirectory(_media.NewPath("render")).FullName;

    public string NewPath(string name) => _media.NewPath(name);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _media.Dispose();

    private sealed class Recorder(ConcurrentQueue<RenderProgress> reports) : IProgress<RenderProgress>
    {
        public void Report(RenderProgress value) => reports.Enqueue(value);
    }
}
