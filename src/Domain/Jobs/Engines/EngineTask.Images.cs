using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs.Engines;

public abstract partial record EngineTask
{
    /// <summary>
    /// Set pictures in motion, one after another if there are several. Beside the film lies <c>scene.json</c>: what was seen in
    /// them, what of the prompt was understood, and what was not.
    /// </summary>
    public sealed record AnimateImages : EngineTask
    {
        /// <summary>The pictures, in their order: JPEG, PNG, GIF or WebP; at least one.</summary>
        public required IReadOnlyList<MediaKey> Images { get; init; }

        /// <summary>What is to happen, in English, Japanese or Chinese.</summary>
        public required string Prompt { get; init; }

        /// <summary>The size of the film's picture.</summary>
        public required PictureSize Size { get; init; }

        /// <summary>Its length.</summary>
        public required double Seconds { get; init; }

        /// <summary>Frames a second.</summary>
        public int FramesPerSecond { get; init; } = 24;

        /// <summary>The same pictures, prompt, seed and version of the engine give the same bytes.</summary>
        public required long Seed { get; init; }

        /// <summary>The title in the file's metadata, or null.</summary>
        public string? Title { get; init; }

        /// <summary>Whether a visible mark says that it is AI-made.</summary>
        public required bool Watermark { get; init; }
    }
}
