using Whisper.net;

namespace Understudy.MediaEngine.Recognition;

/// <summary>Whisper with a model that the operator brings, in this process. Each piece is recognised for itself.</summary>
internal sealed class Whisper : IPieceRecogniser
{
    private const string Automatic = "auto";
    private readonly WhisperProcessor _processor;
    private readonly List<TranscriptWord> _words = [];
    private string? _language;

    private Whisper(WhisperProcessor processor, string name, string? language)
    {
        _processor = processor;
        _language = language;
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Makes it ready for a recording.</summary>
    /// <param name="models">The loaded model.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="language">Two letters; null to let it find out.</param>
    public static Whisper Start(WhisperFactory models, string name, string? language)
    {
        // A segment of at most one letter, which is not cut within a word, is a word with times of its own.
        WhisperProcessor processor = models.CreateBuilder()
            .WithLanguage(language ?? Automatic)
            .WithThreads(Math.Max(1, Environment.ProcessorCount / 2))
            .WithNoContext()
            .WithProbabilities()
            .WithTokenTimestamps()
            .WithMaxSegmentLength(1)
            .SplitOnWord()
            .Build();
        return new Whisper(processor, $"whisper ({name})", language);
    }

    /// <inheritdoc/>
    public async ValueTask HearAsync(SpeechPiece piece, CancellationToken cancellationToken)
    {
        float[] sound = [.. piece.Samples.Select(sample => sample / 32_768f)];
        await foreach (SegmentData segment in _processor.ProcessAsync(sound, cancellationToken))
        {
            _language ??= segment.Language;
            string word = segment.Text.Trim();
            if (word.Length == 0 || word[0] is '[' or '(') continue;
            _words.Add(new TranscriptWord(
                word,
                piece.Start + segment.Start.TotalSeconds,
                piece.Start + segment.End.TotalSeconds,
                Math.Clamp(Math.Round(segment.Probability, 3), 0, 1)));
        }
    }

    /// <inheritdoc/>
    public Task<HeardSpeech> CompleteAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new HeardSpeech(_language, _words));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _processor.DisposeAsync();
}
