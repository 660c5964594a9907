using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Styles;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music;

/// <summary>What all players of a piece have before them.</summary>
/// <param name="Style">How it is played.</param>
/// <param name="Key">Its key.</param>
/// <param name="Beats">Beats of a bar.</param>
/// <param name="Sections">Its form.</param>
/// <param name="Bars">The chords of each bar, which divide it evenly.</param>
/// <param name="Themes">The melodies.</param>
internal sealed record Song(
    Style Style,
    Key Key,
    int Beats,
    IReadOnlyList<Section> Sections,
    IReadOnlyList<Chord[]> Bars,
    IReadOnlyDictionary<SectionKind, Theme> Themes)
{
    /// <summary>Ticks of the shortest written note, a sixteenth.</summary>
    public const int Unit = TempoMap.Beat / 4;

    /// <summary>Sixteenths of a bar.</summary>
    public int BarUnits => Beats * 4;

    /// <summary>Ticks of a bar.</summary>
    public int BarTicks => Beats * TempoMap.Beat;

    /// <summary>The chord that sounds at a sixteenth of a bar.</summary>
    public Chord ChordAt(int bar, int unit)
    {
        Chord[] chords = Bars[bar];
        return chords[Math.Min(chords.Length - 1, unit * chords.Length / BarUnits)];
    }

    /// <summary>The chords of a section: when each begins, in ticks, and how many sixteenths it lasts.</summary>
    /// <param name="section">Which.</param>
    /// <param name="joins">Whether a chord that comes again at once is held.</param>
    public IEnumerable<(int Tick, int Units, Chord Chord)> ChordsOf(Section section, bool joins = false)
    {
        (int Tick, int Units, Chord Chord)? held = null;
        for (int bar = section.Bar; bar < section.Bar + section.Bars; bar++)
        {
            int units = BarUnits / Bars[bar].Length;
            for (int i = 0; i < Bars[bar].Length; i++)
            {
                Chord chord = Bars[bar][i];
                if (joins && held is { } same && same.Chord.Name == chord.Name)
                {
                    held = same with { Units = same.Units + units };
                    continue;
                }
                if (held is { } before) yield return before;
                held = ((bar * BarTicks) + (i * units * Unit), units, chord);
            }
        }
        if (held is { } last) yield return last;
    }
}
