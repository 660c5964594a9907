namespace Understudy.Domain.Jobs.Engines;

/// <summary>What is said between two moments of an original.</summary>
/// <param name="Start">From when, in seconds.</param>
/// <param name="End">Until when.</param>
/// <param name="Text">What is said, in the new language.</param>
public sealed record DubbedSegment(double Start, double End, string Text);
