namespace Understudy.MediaEngine.Recognition;

/// <summary>How speech is recognised, by the operator's choice.</summary>
public sealed record RecognitionOptions
{
    // "ggml" as a number, as it lies in the file.
    private static readonly byte[] _mark = "lmgg"u8.ToArray();

    /// <summary>
    /// A file with a Whisper model in ggml's format, which then recognises many languages; null for English by PocketSphinx.
    /// </summary>
    public string? WhisperModel { get; init; }

    /// <summary>By the setting that names a model; empty or null for none.</summary>
    public static RecognitionOptions Of(string? model) => new() { WhisperModel = string.IsNullOrEmpty(model) ? null : model };

    /// <summary>Makes sure that the model is there.</summary>
    /// <exception cref="InvalidDataException">It is not, or it is something else.</exception>
    public void Validate()
    {
        if (WhisperModel is null) return;
        if (!File.Exists(WhisperModel))
            throw new InvalidDataException($"The Whisper model {WhisperModel} does not exist.");

        byte[] beginning = new byte[_mark.Length];
        using FileStream file = File.OpenRead(WhisperModel);
        if (file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) < beginning.Length
            || !beginning.AsSpan().SequenceEqual(_mark))
        {
            throw new InvalidDataException(
                $"{WhisperModel} is no Whisper model in ggml's format, such as ggml-base.bin.");
        }
    }
}
