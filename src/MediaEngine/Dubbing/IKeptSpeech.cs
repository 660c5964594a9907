using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Dubbing;

/// <summary>A segment as it was spoken once.</summary>
/// <param name="Samples">Mono samples, 16 bits each, little endian; empty when nothing in it can be spoken.</param>
/// <param name="SampleRate">How many a second.</param>
/// <param name="Words">When each word is spoken, from the first sample on.</param>
/// <param name="Natural">How long the voice takes at its own pace, in seconds.</param>
/// <param name="Pace">How many times as quick it was spoken.</param>
public sealed record KeptSegment(byte[] Samples, int SampleRate, IReadOnlyList<TimedWord> Words, double Natural, double Pace);

/// <summary>Keeps what segments sound like, so that who dubs again after a change speaks only what has changed.</summary>
public interface IKeptSpeech
{
    /// <summary>Finds a segment, or null when it was never spoken.</summary>
    /// <param name="hash">What it is made of, as hexadecimal digits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<KeptSegment?> FindAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Keeps a segment.</summary>
    Task KeepAsync(string hash, KeptSegment segment, CancellationToken cancellationToken);
}
