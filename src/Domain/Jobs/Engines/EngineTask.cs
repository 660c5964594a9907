using System.Text.Json.Serialization;
using Understudy.Domain.Common;
using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>
/// What an engine can do: a closed set, in the engine's words. It names files and nothing of a product, and can be sent to an
/// engine elsewhere.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(TrainLooks), "trainLooks")]
[JsonDerivedType(typeof(TrainVoice), "trainVoice")]
[JsonDerivedType(typeof(TalkingHead), "talkingHead")]
[JsonDerivedType(typeof(PaintFilm), "paintFilm")]
[JsonDerivedType(typeof(AnimateImages), "animateImages")]
[JsonDerivedType(typeof(AssembleFilm), "assembleFilm")]
[JsonDerivedType(typeof(SyncLips), "syncLips")]
[JsonDerivedType(typeof(ComposeMusic), "composeMusic")]
[JsonDerivedType(typeof(Speak), "speak")]
[JsonDerivedType(typeof(Transcribe), "transcribe")]
[JsonDerivedType(typeof(Dub), "dub")]
[JsonDerivedType(typeof(ExtractAudio), "extractAudio")]
[JsonDerivedType(typeof(Preview), "preview")]
public abstract partial record EngineTask
{
    private EngineTask()
    {
    }

    /// <summary>The folder that all it makes goes to; ends with a slash.</summary>
    public required MediaKey Output { get; init; }

    /// <summary>Learn from a clip how a person looks.</summary>
    public sealed record TrainLooks : EngineTask
    {
        /// <summary>The clip.</summary>
        public required MediaKey Source { get; init; }
    }

    /// <summary>Learn from a sample how a person's voice sounds.</summary>
    public sealed record TrainVoice : EngineTask
    {
        /// <summary>The sample.</summary>
        public required MediaKey Source { get; init; }
    }

    /// <summary>Make a video in which a trained person says a text.</summary>
    public sealed record TalkingHead : EngineTask
    {
        /// <summary>The folder of the trained looks.</summary>
        public required MediaKey Looks { get; init; }

        /// <summary>The folder of the trained voice.</summary>
        public required MediaKey Voice { get; init; }

        /// <summary>What is said.</summary>
        public required string Text { get; init; }

        /// <summary>In which language; <c>en</c> and <c>ja</c> are taken, too.</summary>
        [JsonConverter(typeof(LanguageTagConverter))]
        public required Language Language { get; init; }

        /// <summary>The size of the picture; width and height are taken, too.</summary>
        [JsonConverter(typeof(ResolutionSizeConverter))]
        public required Resolution Resolution { get; init; }

        /// <summary>The title in the file's metadata, or null.</summary>
        public string? Title { get; init; }

        /// <summary>Whether a visible mark says that it is AI-made.</summary>
        public required bool Watermark { get; init; }
    }
}
