namespace Understudy.MediaEngine.Music.Melodies;

/// <summary>The melody of a bar, without its pitches.</summary>
/// <param name="Lengths">In sixteenths; rests are negative.</param>
/// <param name="Steps">Steps of the scale above the first note, one a note.</param>
internal sealed record Motif(int[] Lengths, int[] Steps);

/// <summary>A melody of four bars that comes back in each section of its kind.</summary>
/// <param name="Bars">What is played in each of the four bars.</param>
/// <param name="Lift">Semitones by which each bar begins above the middle.</param>
/// <param name="Cadence">What closes a section.</param>
internal sealed record Theme(IReadOnlyList<Motif> Bars, IReadOnlyList<int> Lift, Motif Cadence);
