using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs.Engines;

public abstract partial record EngineTask
{
    /// <summary>Make a film of what a prompt says. Beside it lies <c>scene.json</c>: what was understood, and what was not.</summary>
    public sealed record PaintFilm : EngineTask
    {
        /// <summary>What is to be seen, in English, Japanese or Chinese.</summary>
        public required string Prompt { get; init; }

        /// <summary>realistic, cinematic, anime, watercolor, pixel or noir; null for what the prompt says.</summary>
        public string? Style { get; init; }

        /// <summary>The size of the picture.</summary>
        public required PictureSize Size { get; init; }

        /// <summary>Its length.</summary>
        public required double Seconds { get; init; }

        /// <summary>Frames a second.</summary>
        public int FramesPerSecond { get; init; } = 24;

        /// <summary>The same prompt, seed and version of the engine give the same bytes.</summary>
        public required long Seed { get; init; }

        /// <summary>The title in the file's metadata, or null.</summary>
        public string? Title { get; init; }

        /// <summary>What stands in the picture from soon after its beginning to its end, or null.</summary>
        public ShownWords? Words { get; init; }

        /// <summary>Whether a visible mark says that it is AI-made.</summary>
        public required bool Watermark { get; init; }
    }

    /// <summary>Put a film's picture, narration, music, captions and title together.</summary>
    public sealed record AssembleFilm : EngineTask
    {
        /// <summary>The picture.</summary>
        public required MediaKey Picture { get; init; }

        /// <summary>Whether its own sound, if it has one, is heard; it gives way to the narration.</summary>
        public bool KeepsSound { get; init; }

        /// <summary>What is said over it, or null.</summary>
        public MediaKey? Narration { get; init; }

        /// <summary>When it begins to be said, in seconds.</summary>
        public double NarrationStart { get; init; }

        /// <summary>Music under it all, or null.</summary>
        public MediaKey? Music { get; init; }

        /// <summary>Captions that can be switched on, SubRip or WebVTT, or null.</summary>
        public MediaKey? Captions { get; init; }

        /// <summary>The language of the captions, by its tag.</summary>
        public string? CaptionsLanguage { get; init; }

        /// <summary>The title that is shown at its beginning, and in its metadata, or null.</summary>
        public string? Title { get; init; }

        /// <summary>Whether the title is shown, and does not stand in the metadata alone.</summary>
        public bool ShowsTitle { get; init; } = true;

        /// <summary>Whether the best picture of it is wanted, too: <c>thumbnail.jpg</c>.</summary>
        public bool Thumbnail { get; init; }

        /// <summary>In how many seconds picture and sound go at the end; with 0 the picture is copied where that is possible.</summary>
        public double EndFade { get; init; }

        /// <summary>mp4, webm or mov.</summary>
        public string Container { get; init; } = "mp4";

        /// <summary>low, medium or high.</summary>
        public string Quality { get; init; } = "medium";

        /// <summary>Whether a visible mark says that it is AI-made.</summary>
        public required bool Watermark { get; init; }
    }

    /// <summary>Have the lips of a film follow a recording.</summary>
    public sealed record SyncLips : EngineTask
    {
        /// <summary>The film, with a face in it.</summary>
        public required MediaKey Source { get; init; }

        /// <summary>The recording.</summary>
        public required MediaKey Sound { get; init; }

        /// <summary>The title in the file's metadata, or null.</summary>
        public string? Title { get; init; }

        /// <summary>Whether a film in which no face is seen cannot be used; else it gets the recording, and its picture stays.</summary>
        public bool NeedsFace { get; init; } = true;

        /// <summary>The most pixels of its longer side: a larger film is made smaller.</summary>
        public int LongestSide { get; init; } = 1920;

        /// <summary>mp4, webm or mov.</summary>
        public string Container { get; init; } = "mp4";

        /// <summary>low, medium or high.</summary>
        public string Quality { get; init; } = "high";

        /// <summary>Whether a visible mark says that it is AI-made.</summary>
        public bool Watermark { get; init; }
    }

    /// <summary>Make what players and lists show of a film or a recording: a still, a storyboard, a waveform.</summary>
    public sealed record Preview : EngineTask
    {
        /// <summary>The film or the recording.</summary>
        public required MediaKey Source { get; init; }

        /// <summary>Whether the best picture of it is wanted: <c>thumbnail.jpg</c>.</summary>
        public bool Thumbnail { get; init; }

        /// <summary>Whether small pictures of it all are wanted: <c>storyboard.vtt</c>, and the sheets that it names.</summary>
        public bool Storyboard { get; init; }

        /// <summary>Whether the picture of its sound is wanted: <c>waveform.json</c>.</summary>
        public bool Waveform { get; init; }
    }
}
