using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Storage;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>The names of the kinds, which never change.</summary>
public static class FilmKinds
{
    /// <summary>Films of prompts.</summary>
    public const string Video = "video";

    /// <summary>Speech.</summary>
    public const string Narration = "narration";

    /// <summary>Films whose lips follow a recording.</summary>
    public const string Lips = "lipSync";

    /// <summary>Music.</summary>
    public const string Music = "music";

    /// <summary>Films that are put together; nobody asks for one.</summary>
    public const string Composition = "composition";

    /// <summary>Whether the picture that a job made says that it is AI-made.</summary>
    public static bool BearsMark(Job job) => job.Kind switch
    {
        Video => job.InputsOf<VideoInputs>().Watermark,
        Lips => job.InputsOf<LipInputs>().Watermark,
        Composition => job.InputsOf<CompositionInputs>().IsMarked,
        _ => false,
    };
}

/// <summary>Jobs that make films of prompts. They cost credits.</summary>
public sealed class VideoKind(FilmProjects projects, IMediaStore media, StorageBook storage, FilmFigures figures)
    : FilmKind<VideoInputs>(projects, media, storage), IJobKind
{
    /// <inheritdoc/>
    public override string Name => FilmKinds.Video;

    /// <inheritdoc/>
    public override string Lane => "studio-films";

    /// <inheritdoc/>
    public override IReadOnlyCollection<Type> Tasks => [typeof(EngineTask.PaintFilm)];

    /// <inheritdoc/>
    public JobFailure Unaffordable => FilmFailures.Unaffordable;

    /// <inheritdoc/>
    public override HoldRequest HoldOf(Job job) => new(job.Id, job.Cost) { Text = "Video generation" };

    /// <inheritdoc/>
    public Task CompletedAsync(Job job, CancellationToken cancellationToken) =>
        figures.VideoGeneratedAsync((job.FinishedAt - job.StartedAt) ?? TimeSpan.Zero, cancellationToken);

    /// <inheritdoc/>
    protected override EngineTask ToTask(VideoInputs inputs) => new EngineTask.PaintFilm
    {
        Output = inputs.Folder,
        Prompt = inputs.Prompt,
        Style = inputs.Style,
        Size = FilmWork.Size,
        Seconds = inputs.Seconds,
        Seed = inputs.Seed,
        Title = inputs.Title,
        Watermark = inputs.Watermark,
    };

    /// <inheritdoc/>
    protected override object Details(VideoInputs inputs) => new { inputs.Prompt, inputs.Style, inputs.Seconds, inputs.Seed };
}

/// <summary>Jobs that say texts.</summary>
public sealed class NarrationKind(FilmProjects projects, IMediaStore media, StorageBook storage)
    : FilmKind<NarrationInputs>(projects, media, storage)
{
    /// <inheritdoc/>
    public override string Name => FilmKinds.Narration;

    /// <inheritdoc/>
    public override string Lane => "studio-sounds";

    /// <inheritdoc/>
    public override IReadOnlyCollection<Type> Tasks => [typeof(EngineTask.Speak)];

    /// <inheritdoc/>
    protected override EngineTask ToTask(NarrationInputs inputs) => new EngineTask.Speak
    {
        Output = inputs.Folder,
        Text = inputs.Text,
        Language = inputs.Language,
        Voice = inputs.Voice,
    };

    /// <inheritdoc/>
    protected override object Details(NarrationInputs inputs) => new { inputs.Text, inputs.Voice, inputs.Language };
}

/// <summary>Jobs that make music.</summary>
public sealed class MusicKind(FilmProjects projects, IMediaStore media, StorageBook storage)
    : FilmKind<MusicInputs>(projects, media, storage)
{
    /// <inheritdoc/>
    public override string Name => FilmKinds.Music;

    /// <inheritdoc/>
    public override string Lane => "studio-sounds";

    /// <inheritdoc/>
    public override IReadOnlyCollection<Type> Tasks => [typeof(EngineTask.ComposeMusic)];

    /// <inheritdoc/>
    protected override EngineTask ToTask(MusicInputs inputs) => new EngineTask.ComposeMusic
    {
        Output = inputs.Folder,
        Prompt = inputs.Prompt,
        Genre = inputs.Genre,
        Seconds = inputs.Seconds,
        Seed = inputs.Seed,
    };

    /// <inheritdoc/>
    protected override object Details(MusicInputs inputs) => new { inputs.Prompt, inputs.Genre, inputs.Seconds, inputs.Seed };
}

/// <summary>Jobs that have the lips of films follow recordings.</summary>
public sealed class LipKind(FilmProjects projects, IMediaStore media, StorageBook storage)
    : FilmKind<LipInputs>(projects, media, storage)
{
    // No film that is taken in is larger.
    private const int LargestSide = 8192;

    /// <inheritdoc/>
    public override string Name => FilmKinds.Lips;

    /// <inheritdoc/>
    public override string Lane => "studio-lips";

    /// <inheritdoc/>
    public override IReadOnlyCollection<Type> Tasks => [typeof(EngineTask.SyncLips)];

    /// <inheritdoc/>
    protected override EngineTask ToTask(LipInputs inputs) => new EngineTask.SyncLips
    {
        Output = inputs.Folder,
        Source = inputs.Film,
        Sound = inputs.Sound,
        Title = inputs.Title,
        // A film in which nobody is seen gets the recording; the report tells how much of a face there was.
        NeedsFace = false,
        LongestSide = LargestSide,
        Watermark = inputs is { Watermark: true, IsMarked: false },
    };

    /// <inheritdoc/>
    protected override object Details(LipInputs inputs) => new { Film = $"{inputs.Film}", Sound = $"{inputs.Sound}" };
}

/// <summary>
/// Jobs that put a project's film together of what the others made. Nobody asks for one, and they cost nothing.
/// </summary>
public sealed class CompositionKind(FilmProjects projects, IMediaStore media, StorageBook storage)
    : FilmKind<CompositionInputs>(projects, media, storage)
{
    /// <inheritdoc/>
    public override string Name => FilmKinds.Composition;

    /// <inheritdoc/>
    // The picture goes over as it is: it need not wait behind films that are painted.
    public override string Lane => "studio-compositions";

    /// <inheritdoc/>
    public override IReadOnlyCollection<Type> Tasks => [typeof(EngineTask.AssembleFilm)];

    /// <inheritdoc/>
    protected override EngineTask ToTask(CompositionInputs inputs) => new EngineTask.AssembleFilm
    {
        Output = inputs.Folder,
        Picture = inputs.Picture,
        KeepsSound = inputs.KeepsSound,
        Narration = inputs.Narration,
        Music = inputs.Music,
        Captions = inputs.Captions,
        CaptionsLanguage = inputs.Language,
        Title = inputs.Title,
        ShowsTitle = false,
        // The picture bears one where it has to.
        Watermark = false,
    };

    /// <inheritdoc/>
    protected override object Details(CompositionInputs inputs) => inputs.Parts;
}
