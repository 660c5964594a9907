namespace Understudy.Domain.Media;

/// <summary>A part of an object that is written bit by bit, by one attempt after another.</summary>
/// <param name="Number">Its number, from 0: 50,000 parts at most.</param>
/// <param name="Offset">How many bytes of the object come before it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Tag">What the store knows this writing of it by; another one for each.</param>
public sealed record MediaPart(int Number, long Offset, long Bytes, string Tag)
{
    /// <summary>Where the next part begins.</summary>
    public long End => Offset + Bytes;
}
