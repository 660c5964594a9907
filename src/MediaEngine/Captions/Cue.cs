namespace Understudy.MediaEngine.Captions;

/// <summary>A caption: one or two lines and when they are shown, in seconds.</summary>
public sealed record Cue(double Start, double End, string[] Lines);
