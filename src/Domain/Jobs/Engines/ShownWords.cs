namespace Understudy.Domain.Jobs.Engines;

/// <summary>Words that stand in a picture.</summary>
/// <param name="Text">What they say, in any mixture of the scripts that titles know; at most 500 characters.</param>
/// <param name="Colour">Their colour, as 0xRRGGBB.</param>
public sealed record ShownWords(string Text, int Colour);
