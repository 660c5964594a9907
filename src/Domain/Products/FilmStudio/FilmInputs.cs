using Understudy.Domain.Media;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>What the inputs of all jobs have in common.</summary>
public abstract record FilmInputs
{
    /// <summary>The project that it belongs to.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Where the outputs go; ends with a slash.</summary>
    public required MediaKey Folder { get; init; }

    /// <summary>Files without which it cannot be done.</summary>
    public virtual IReadOnlyList<MediaKey> Sources => [];
}

/// <summary>Makes a film of a prompt. FilmStudio, POST /ai/video-generate.</summary>
public sealed record VideoInputs : FilmInputs
{
    /// <summary>The title in the file's metadata.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be seen; 1–5000 characters.</summary>
    public required string Prompt { get; init; }

    /// <summary>How it is painted, e.g. <c>anime</c>; null for what the prompt says.</summary>
    public string? Style { get; init; }

    /// <summary>Its length, 5–120.</summary>
    public required double Seconds { get; init; }

    /// <summary>The same prompt and seed make the same film.</summary>
    public required long Seed { get; init; }

    /// <summary>Whether a visible mark says that it is AI-made.</summary>
    public required bool Watermark { get; init; }
}

/// <summary>Says a text. FilmStudio, POST /ai/audio-generate.</summary>
public sealed record NarrationInputs : FilmInputs
{
    /// <summary>What is said; 1–5000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>A voice of the catalogue.</summary>
    public required string Voice { get; init; }

    /// <summary>In which language, by its two letters.</summary>
    public required string Language { get; init; }
}

/// <summary>Makes music. FilmStudio, POST /ai/music-generate.</summary>
public sealed record MusicInputs : FilmInputs
{
    /// <summary>What it is to be like; 1–5000 characters.</summary>
    public required string Prompt { get; init; }

    /// <summary>Its genre, or null for what the prompt says.</summary>
    public string? Genre { get; init; }

    /// <summary>Its length, 5–300.</summary>
    public required double Seconds { get; init; }

    /// <summary>The same prompt and seed make the same music.</summary>
    public required long Seed { get; init; }
}

/// <summary>Has the lips of a film follow a recording. FilmStudio, POST /ai/lip-sync.</summary>
public sealed record LipInputs : FilmInputs
{
    /// <summary>The title in the file's metadata.</summary>
    public required string Title { get; init; }

    /// <summary>The film.</summary>
    public required MediaKey Film { get; init; }

    /// <summary>The recording.</summary>
    public required MediaKey Sound { get; init; }

    /// <summary>Whether a visible mark says that it is AI-made, its own or the film's.</summary>
    public required bool Watermark { get; init; }

    /// <summary>Whether the film has one already.</summary>
    public required bool IsMarked { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<MediaKey> Sources => [Film, Sound];
}

/// <summary>Puts a project's film together.</summary>
public sealed record CompositionInputs : FilmInputs
{
    /// <summary>The title in the file's metadata.</summary>
    public required string Title { get; init; }

    /// <summary>Which jobs made the parts.</summary>
    public required PartIds Parts { get; init; }

    /// <summary>The picture.</summary>
    public required MediaKey Picture { get; init; }

    /// <summary>Whether it says that it is AI-made.</summary>
    public required bool IsMarked { get; init; }

    /// <summary>Whether its own sound is heard.</summary>
    public required bool KeepsSound { get; init; }

    /// <summary>What is said, or null.</summary>
    public MediaKey? Narration { get; init; }

    /// <summary>The same as captions that can be switched on.</summary>
    public MediaKey? Captions { get; init; }

    /// <summary>In which language it is said.</summary>
    public string? Language { get; init; }

    /// <summary>The music, or null.</summary>
    public MediaKey? Music { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<MediaKey> Sources =>
        [.. new[] { Picture, Narration, Captions, Music }.OfType<MediaKey>()];
}
