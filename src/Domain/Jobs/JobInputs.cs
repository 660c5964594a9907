using System.Text.Json.Serialization;
using Understudy.Domain.Common;
using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs;

/// <summary>What a job is to do; a closed set, one kind for each thing that an engine can do.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(VideoTraining), VideoTraining.Kind)]
[JsonDerivedType(typeof(VoiceTraining), VoiceTraining.Kind)]
[JsonDerivedType(typeof(TalkingVideo), TalkingVideo.Kind)]
public abstract record JobInputs
{
    private JobInputs()
    {
    }

    /// <summary>Train a video model from a clip of a person.</summary>
    /// <param name="Source">The uploaded clip.</param>
    /// <param name="Model">Where the model's files go; ends with a slash.</param>
    public sealed record VideoTraining(MediaKey Source, MediaKey Model) : JobInputs
    {
        /// <summary>The kind's word in documents.</summary>
        public const string Kind = "videoTraining";
    }

    /// <summary>Train a voice model from a sample of a person's speech.</summary>
    /// <param name="Source">The uploaded sample.</param>
    /// <param name="Model">Where the model's files go; ends with a slash.</param>
    public sealed record VoiceTraining(MediaKey Source, MediaKey Model) : JobInputs
    {
        /// <summary>The kind's word in documents.</summary>
        public const string Kind = "voiceTraining";
    }

    /// <summary>Make a video in which a trained person says a text.</summary>
    public sealed record TalkingVideo : JobInputs
    {
        /// <summary>The kind's word in documents.</summary>
        public const string Kind = "talkingVideo";

        /// <summary>The trained video model.</summary>
        public required string VideoModelId { get; init; }

        /// <summary>The trained voice model.</summary>
        public required string VoiceModelId { get; init; }

        /// <summary>What the person called the video, or null.</summary>
        public string? Title { get; init; }

        /// <summary>What is said.</summary>
        public required string Text { get; init; }

        /// <summary>In which language.</summary>
        public required Language Language { get; init; }

        /// <summary>The size of the picture.</summary>
        public required Resolution Resolution { get; init; }

        /// <summary>Whether a visible mark says that it is AI-made: on free plans.</summary>
        public required bool Watermark { get; init; }

        /// <summary>Where the outputs go; ends with a slash.</summary>
        public required MediaKey Folder { get; init; }
    }
}
