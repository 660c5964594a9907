using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Storage;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>Jobs that take the sound out of films.</summary>
public sealed class ExtractAudioKind(IMediaStore media, StorageBook storage) : VoiceKind<ExtractInputs>(media, storage)
{
    /// <inheritdoc/>
    public override string Name => "extractAudio";

    /// <inheritdoc/>
    public override string Lane => "sounds";

    /// <inheritdoc/>
    protected override EngineTask ToTask(ExtractInputs inputs) => new EngineTask.ExtractAudio
    {
        Output = inputs.Folder,
        Source = inputs.Sources[0],
        Format = inputs.Format,
        SampleRate = inputs.SampleRate,
    };

    /// <inheritdoc/>
    protected override object Details(ExtractInputs inputs) => new { inputs.Format, inputs.SampleRate };
}

/// <summary>Jobs that write down what is said.</summary>
public sealed class TranscribeKind(IMediaStore media, StorageBook storage) : VoiceKind<TranscribeInputs>(media, storage)
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "transcribe";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override string Lane => "transcripts";

    /// <inheritdoc/>
    protected override EngineTask ToTask(TranscribeInputs inputs) => new EngineTask.Transcribe
    {
        Output = inputs.Folder,
        Source = inputs.Sources[0],
        Language = inputs.Language,
    };

    /// <inheritdoc/>
    protected override object Details(TranscribeInputs inputs) => new { inputs.Language, inputs.Model };
}

/// <summary>Jobs that say texts and transcripts with somebody's voice.</summary>
public sealed class CloneVoiceKind(IMediaStore media, StorageBook storage) : VoiceKind<CloneInputs>(media, storage)
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "cloneVoice";

    private readonly IMediaStore _media = media;

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override string Lane => "voices";

    /// <inheritdoc/>
    public override Task CompletedAsync(Job job, CancellationToken cancellationToken) => ForgetSpeechAsync(job, cancellationToken);

    /// <inheritdoc/>
    public override async Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken)
    {
        await ForgetSpeechAsync(job, cancellationToken);
        await base.FailedAsync(job, failure, cancellationToken);
    }

    /// <inheritdoc/>
    protected override EngineTask ToTask(CloneInputs inputs) => inputs.Segments is { } segments
        ? new EngineTask.Dub
        {
            Output = inputs.Folder,
            Source = inputs.Sources[0],
            IsFilm = false,
            Segments = segments,
            Language = inputs.Language,
            Profile = inputs.Voice,
            Sample = inputs.Sample,
            Kept = inputs.Kept,
        }
        : new EngineTask.Speak
        {
            Output = inputs.Folder,
            Text = inputs.Text ?? "",
            Language = inputs.Language,
            Profile = inputs.Voice,
            Sample = inputs.Sample,
        };

    /// <inheritdoc/>
    protected override object Details(CloneInputs inputs) =>
        new { inputs.Language, inputs.Text, inputs.Segments, inputs.TranscriptId, inputs.ProfileId };

    // Whoever deleted the file meanwhile has deleted the speech that was kept for it before the last of it came.
    private async Task ForgetSpeechAsync(Job job, CancellationToken cancellationToken)
    {
        CloneInputs inputs = job.InputsOf<CloneInputs>();
        if (inputs.Kept is { } kept && await _media.FindAsync(inputs.Sources[0], cancellationToken) is null)
            await _media.DeleteAllAsync(kept, cancellationToken);
    }
}

/// <summary>Jobs that give films another sound.</summary>
public sealed class GenerateVideoKind(IMediaStore media, StorageBook storage) : VoiceKind<FilmInputs>(media, storage)
{
    // No film that is taken in is larger.
    private const int LargestSide = 8192;

    /// <inheritdoc/>
    public override string Name => "generateVideo";

    /// <inheritdoc/>
    public override string Lane => "dubbed-films";

    /// <inheritdoc/>
    protected override EngineTask ToTask(FilmInputs inputs) => new EngineTask.SyncLips
    {
        Output = inputs.Folder,
        Source = inputs.Film,
        Sound = inputs.Sound,
        NeedsFace = false,
        LongestSide = LargestSide,
        Container = inputs.Container,
        Quality = inputs.Quality,
    };

    /// <inheritdoc/>
    protected override object Details(FilmInputs inputs) => new { inputs.SoundId, inputs.Container, inputs.Quality };
}

/// <summary>Jobs that say a sentence with a profile's voice.</summary>
public sealed class PreviewKind(IMediaStore media, StorageBook storage) : VoiceKind<PreviewInputs>(media, storage)
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "preview";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    // Somebody waits for it.
    public override string Lane => "voice-previews";

    /// <inheritdoc/>
    protected override EngineTask ToTask(PreviewInputs inputs) => new EngineTask.Speak
    {
        Output = inputs.Folder,
        Text = inputs.Text,
        Language = inputs.Language,
        Profile = inputs.Voice,
        Sample = inputs.Sample,
    };

    /// <inheritdoc/>
    protected override object Details(PreviewInputs inputs) => new { inputs.ProfileId, inputs.Text, inputs.Language };
}
