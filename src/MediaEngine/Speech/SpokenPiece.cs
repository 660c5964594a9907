namespace Understudy.MediaEngine.Speech;

/// <summary>A part of a text, spoken. Times count from its own first sample.</summary>
internal sealed record SpokenPiece(PcmAudio Audio, TimedWord[] Words);
