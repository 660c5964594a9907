namespace Understudy.MediaEngine.Recognition;

/// <summary>A stretch of a recording in which somebody speaks.</summary>
/// <param name="Start">Where it begins, in seconds of the recording.</param>
/// <param name="Samples">Its sound at 16 kHz.</param>
internal sealed record SpeechPiece(double Start, short[] Samples);
