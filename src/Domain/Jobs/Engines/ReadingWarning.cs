namespace Understudy.Domain.Jobs.Engines;

/// <summary>A piece of a text that will not be said as it is written.</summary>
/// <param name="Fault">What is done with it.</param>
/// <param name="Text">The piece, as it was written.</param>
/// <param name="Spoken">What is said in its place; null for nothing.</param>
public sealed record ReadingWarning(ReadingFault Fault, string Text, string? Spoken);

/// <summary>What becomes of text that a language cannot say.</summary>
public enum ReadingFault
{
    /// <summary>It is shown and not said.</summary>
    NotSpoken,

    /// <summary>It is said letter by letter, or as it is written in the language's own letters.</summary>
    Spelled,

    /// <summary>It is named instead: <c>Chinese text</c>.</summary>
    Replaced,
}
