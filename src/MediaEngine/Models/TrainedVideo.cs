namespace Understudy.MediaEngine.Models;

/// <summary>What training learned about a video, kept as model.json.</summary>
/// <param name="Duration">Length of the uploaded video in seconds.</param>
/// <param name="Width">Width of the uploaded video as it is shown (after rotation), in pixels.</param>
/// <param name="Height">Height of the uploaded video as it is shown, in pixels.</param>
/// <param name="SegmentStart">Where the segment used begins in the upload, in seconds.</param>
/// <param name="CycleFrames">Frames of one forward and backward cycle of the mezzanines.</param>
public sealed record TrainedVideo(double Duration, int Width, int Height, double SegmentStart, int CycleFrames);
