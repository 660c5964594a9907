namespace Understudy.MediaEngine.Models;

/// <summary>How a voice sounds beside its pitch.</summary>
/// <param name="Bands">Levels of speech by thirds of an octave from 100 to 6,400 Hz, in decibels around their mean.</param>
/// <param name="SyllablesPerSecond">How quick it speaks, pauses left out, as counted by peaks of its level.</param>
public sealed record VoiceTimbre(IReadOnlyList<double> Bands, double SyllablesPerSecond)
{
    /// <inheritdoc/>
    public bool Equals(VoiceTimbre? other) =>
        other is not null && SyllablesPerSecond.Equals(other.SyllablesPerSecond) && Bands.SequenceEqual(other.Bands);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SyllablesPerSecond, Bands.Count);
}
