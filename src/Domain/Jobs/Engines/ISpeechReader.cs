using Understudy.Domain.Common;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>Knows how texts will be said before anything is made of them.</summary>
public interface ISpeechReader
{
    /// <summary>How long a text takes to say.</summary>
    TimeSpan EstimateSpeech(string text, Language language);

    /// <summary>What of a text will not be said as it is written.</summary>
    Task<IReadOnlyList<ReadingWarning>> CheckReadingAsync(
        string text, Language language, CancellationToken cancellationToken);
}
