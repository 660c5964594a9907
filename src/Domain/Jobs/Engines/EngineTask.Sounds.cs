using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs.Engines;

public abstract partial record EngineTask
{
    /// <summary>Compose and play music. Beside it lie its score and <c>recipe.json</c>.</summary>
    public sealed record ComposeMusic : EngineTask
    {
        /// <summary>What it is to be like, in English, Japanese or Chinese.</summary>
        public required string Prompt { get; init; }

        /// <summary>electronic, ambient, cinematic, rock, jazz, classical, lofi or folk; null for what the prompt says.</summary>
        public string? Genre { get; init; }

        /// <summary>Its length.</summary>
        public required double Seconds { get; init; }

        /// <summary>The same request, seed and version of the engine give the same bytes.</summary>
        public required long Seed { get; init; }

        /// <summary>m4a, mp3 or wav.</summary>
        public string Format { get; init; } = "m4a";
    }

    /// <summary>Say a text.</summary>
    public sealed record Speak : EngineTask
    {
        /// <summary>What is said.</summary>
        public required string Text { get; init; }

        /// <summary>In which language, by its tag.</summary>
        public required string Language { get; init; }

        /// <summary>A voice of the catalogue, unless <see cref="Profile"/> says whose.</summary>
        public string? Voice { get; init; }

        /// <summary>The folder of a trained voice that is to be matched.</summary>
        public MediaKey? Profile { get; init; }

        /// <summary>A recording whose voice is to be matched, where none has been trained of it.</summary>
        public MediaKey? Sample { get; init; }

        /// <summary>How fast: 1 is the voice's own pace.</summary>
        public double Pace { get; init; } = 1;
    }

    /// <summary>Write down what is said.</summary>
    public sealed record Transcribe : EngineTask
    {
        /// <summary>The recording or the film.</summary>
        public required MediaKey Source { get; init; }

        /// <summary>In which language, by its tag; null to find out.</summary>
        public string? Language { get; init; }
    }

    /// <summary>Say in another language, and in time, what is said in a film or a recording.</summary>
    public sealed record Dub : EngineTask
    {
        /// <summary>The original.</summary>
        public required MediaKey Source { get; init; }

        /// <summary>Whether it has a picture, so that a film is made.</summary>
        public required bool IsFilm { get; init; }

        /// <summary>The title in the film's metadata, or null.</summary>
        public string? Title { get; init; }

        /// <summary>What is said instead, and when.</summary>
        public required IReadOnlyList<DubbedSegment> Segments { get; init; }

        /// <summary>In which language, by its tag.</summary>
        public required string Language { get; init; }

        /// <summary>A voice of the catalogue, unless <see cref="Profile"/> says whose.</summary>
        public string? Voice { get; init; }

        /// <summary>The folder of a trained voice that is to be matched.</summary>
        public MediaKey? Profile { get; init; }

        /// <summary>A recording whose voice is to be matched, where none has been trained of it.</summary>
        public MediaKey? Sample { get; init; }

        /// <summary>
        /// The folder in which each segment's speech is kept, by what it is made of: one that was spoken before is not spoken
        /// again. It is not what the task makes, and stays when that goes.
        /// </summary>
        public MediaKey? Kept { get; init; }
    }

    /// <summary>Take the sound out of a film, or change a recording's form.</summary>
    public sealed record ExtractAudio : EngineTask
    {
        /// <summary>The film or the recording.</summary>
        public required MediaKey Source { get; init; }

        /// <summary>wav, mp3, flac or ogg.</summary>
        public required string Format { get; init; }

        /// <summary>Samples a second.</summary>
        public required int SampleRate { get; init; }

        /// <summary>1 or 2.</summary>
        public int Channels { get; init; } = 2;
    }
}
