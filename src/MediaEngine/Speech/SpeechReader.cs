using Understudy.Domain.Common;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.MediaEngine.Speech;

/// <summary>Reads texts as the voices of this engine will.</summary>
public sealed class SpeechReader : ISpeechReader
{
    /// <inheritdoc/>
    public TimeSpan EstimateSpeech(string text, Language language) =>
        TimeSpan.FromSeconds(SpeechDurationEstimate.Seconds(text, language));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReadingWarning>> CheckReadingAsync(
        string text, Language language, CancellationToken cancellationToken) =>
        SpeechSynthesizers.For(language).CheckAsync(text, cancellationToken);
}
