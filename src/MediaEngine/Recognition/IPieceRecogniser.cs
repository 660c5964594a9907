namespace Understudy.MediaEngine.Recognition;

/// <summary>A program that hears the pieces of one recording, in order.</summary>
internal interface IPieceRecogniser : IAsyncDisposable
{
    /// <summary>Its name, as a transcript tells it.</summary>
    string Name { get; }

    /// <summary>Hears a piece; what is in it may be known later.</summary>
    ValueTask HearAsync(SpeechPiece piece, CancellationToken cancellationToken);

    /// <summary>Waits until all pieces are recognised.</summary>
    Task<HeardSpeech> CompleteAsync(CancellationToken cancellationToken);
}

/// <summary>What a recogniser heard.</summary>
/// <param name="Language">The language, two letters; null when it cannot be told.</param>
/// <param name="Words">With the times of the recording.</param>
internal sealed record HeardSpeech(string? Language, IReadOnlyList<TranscriptWord> Words);
