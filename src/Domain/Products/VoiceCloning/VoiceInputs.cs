using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>What the inputs of all jobs have in common.</summary>
public abstract record VoiceInputs
{
    /// <summary>The file that it is about; null for a preview, which is about a voice.</summary>
    public string? SourceId { get; init; }

    /// <summary>Files without which it cannot be done.</summary>
    public required IReadOnlyList<MediaKey> Sources { get; init; }

    /// <summary>Where the outputs go; ends with a slash.</summary>
    public required MediaKey Folder { get; init; }

    /// <summary>What the file that is made is called.</summary>
    public required string Name { get; init; }

    /// <summary>The project that it belongs to.</summary>
    public required string Project { get; init; }
}

/// <summary>Takes the sound out of a file. VoiceCloning, Extract Audio.</summary>
public sealed record ExtractInputs : VoiceInputs
{
    /// <summary>wav, mp3, flac or ogg.</summary>
    public required string Format { get; init; }

    /// <summary>Samples a second.</summary>
    public required int SampleRate { get; init; }
}

/// <summary>Writes down what is said. VoiceCloning, Transcribe Audio.</summary>
public sealed record TranscribeInputs : VoiceInputs
{
    /// <summary>The language that is spoken, by its tag; null to find out.</summary>
    public string? Language { get; init; }

    /// <summary>The quality that was asked for; which recogniser did it, the transcript says.</summary>
    public required string Model { get; init; }

    /// <summary>What links to the transcript are signed with.</summary>
    public required string Secret { get; init; }
}

/// <summary>Says a text, or a transcript in time. VoiceCloning, Clone Voice.</summary>
public sealed record CloneInputs : VoiceInputs
{
    /// <summary>In which language.</summary>
    public required string Language { get; init; }

    /// <summary>What is said; null when segments are.</summary>
    public string? Text { get; init; }

    /// <summary>What is said when; null when a text is.</summary>
    public IReadOnlyList<DubbedSegment>? Segments { get; init; }

    /// <summary>The transcript that the segments are of.</summary>
    public string? TranscriptId { get; init; }

    /// <summary>Whose voice; null for that of the file itself.</summary>
    public string? ProfileId { get; init; }

    /// <summary>The folder of a trained voice.</summary>
    public MediaKey? Voice { get; init; }

    /// <summary>A recording whose voice is matched, where none has been trained.</summary>
    public MediaKey? Sample { get; init; }

    /// <summary>Where the speech of segments is kept.</summary>
    public MediaKey? Kept { get; init; }
}

/// <summary>Gives a film another sound. VoiceCloning, Generate Video.</summary>
public sealed record FilmInputs : VoiceInputs
{
    /// <summary>The film.</summary>
    public required MediaKey Film { get; init; }

    /// <summary>The sound.</summary>
    public required MediaKey Sound { get; init; }

    /// <summary>The file of the sound.</summary>
    public required string SoundId { get; init; }

    /// <summary>mp4, webm or mov.</summary>
    public required string Container { get; init; }

    /// <summary>low, medium or high.</summary>
    public required string Quality { get; init; }

    /// <summary>How wide the film is.</summary>
    public int? Width { get; init; }

    /// <summary>How high it is.</summary>
    public int? Height { get; init; }
}

/// <summary>Learns a voice. VoiceCloning, Create Voice Profile.</summary>
public sealed record TrainInputs : VoiceInputs;

/// <summary>Says a sentence with a profile's voice. VoiceCloning, Preview Voice.</summary>
public sealed record PreviewInputs : VoiceInputs
{
    /// <summary>Whose voice.</summary>
    public required string ProfileId { get; init; }

    /// <summary>The folder of the trained voice; null when the sample is matched.</summary>
    public MediaKey? Voice { get; init; }

    /// <summary>A recording whose voice is matched, where none has been trained.</summary>
    public MediaKey? Sample { get; init; }

    /// <summary>What is said.</summary>
    public required string Text { get; init; }

    /// <summary>In which language.</summary>
    public required string Language { get; init; }
}
