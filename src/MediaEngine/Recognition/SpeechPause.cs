namespace Understudy.MediaEngine.Recognition;

/// <summary>A moment within speech in which nobody speaks.</summary>
/// <param name="At">Its middle, in seconds of the recording.</param>
/// <param name="Length">In seconds.</param>
internal sealed record SpeechPause(double At, double Length);
