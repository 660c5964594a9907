using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.TalkingHead;

/// <summary>An uploaded film's frames, that are decoded to be looked at before they are changed.</summary>
/// <param name="See">Sees every frame, in turn; it stays as it is until <paramref name="Ahead"/> more have been seen. When this
/// returns false, all ends.</param>
/// <param name="Ahead">How many frames are held back.</param>
/// <param name="Decoding">What the decoder may use up.</param>
/// <param name="Refusal">What is told of a failure of the decoder, or of no frames without one; null for a fault of ours.</param>
internal sealed record FrameLook(
    Func<int, byte[], bool> See, int Ahead, ToolLimits Decoding, Func<MediaToolException?, Exception?> Refusal);
