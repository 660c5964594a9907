namespace Understudy.MediaEngine.Music;

/// <summary>What a section is to the whole.</summary>
internal enum SectionKind
{
    Intro,
    A,
    B,
    Bridge,
    Outro,
    Ending,
}

/// <summary>A part of the form.</summary>
/// <param name="Kind">Whose theme and chords it has.</param>
/// <param name="Time">How often it has come before.</param>
/// <param name="Bar">Its first bar.</param>
/// <param name="Bars">How many.</param>
/// <param name="Energy">0 for hardly anything to 1 for everybody.</param>
internal sealed record Section(SectionKind Kind, int Time, int Bar, int Bars, double Energy)
{
    /// <summary>For instance "A′" for the second A.</summary>
    public string Name => Kind + new string('′', Time);
}

/// <summary>Divides a number of bars into sections of whole phrases.</summary>
internal static class Form
{
    /// <summary>Bars of a phrase.</summary>
    public const int Phrase = 4;

    private const int LongForm = 10;

    /// <summary>The sections of a piece, of which the last is the ending.</summary>
    /// <param name="bars">All bars.</param>
    /// <param name="ending">How many of them are the ending.</param>
    /// <param name="builds">Whether the energy grows to the end, instead of coming and going.</param>
    public static IReadOnlyList<Section> Of(int bars, int ending, bool builds)
    {
        List<(SectionKind Kind, int Bars)> parts = Parts(bars - ending);
        List<Section> sections = [];
        int bar = 0;
        foreach ((SectionKind kind, int length) in parts)
        {
            int time = sections.Count(section => section.Kind == kind);
            double energy = builds
                ? 0.3 + (0.7 * (bar + length) / (bars - ending))
                : EnergyOf(kind, time, isLast: bar + length >= bars - ending - Phrase);
            sections.Add(new Section(kind, time, bar, length, energy));
            bar += length;
        }
        sections.Add(new Section(SectionKind.Ending, 0, bar, ending, builds ? 1 : 0.6));
        return sections;
    }

    private static List<(SectionKind Kind, int Bars)> Parts(int bars)
    {
        int phrases = bars / Phrase;
        int rest = bars % Phrase;
        if (phrases == 0) return [(SectionKind.A, bars)];
        int intro = phrases >= 16 ? 2 : phrases >= 5 ? 1 : 0;
        int outro = phrases >= 8 ? 1 : 0;
        int size = phrases >= LongForm ? 2 : 1;
        int middle = phrases - intro - outro;
        int count = middle / size;
        List<(SectionKind Kind, int Bars)> parts = [];
        if (intro > 0 || rest > 0) parts.Add((SectionKind.Intro, (intro * Phrase) + rest));
        for (int i = 0; i < count; i++) parts.Add((Letter(i, count), size * Phrase));
        if (outro > 0) parts.Add((SectionKind.Outro, Phrase));
        // An odd phrase is heard in the first A, which everybody comes to know by it.
        int first = parts.FindIndex(part => part.Kind == SectionKind.A);
        parts[first] = (SectionKind.A, parts[first].Bars + (middle % size * Phrase));
        return parts;
    }

    private static SectionKind Letter(int index, int count)
    {
        if (index == count - 1 && count != 2) return SectionKind.A;
        if (index == count - 2 && count > 4 && index % 4 == 0) return SectionKind.B;
        return (index % 4) switch
        {
            1 => SectionKind.B,
            2 when count == 4 => SectionKind.Bridge,
            3 => SectionKind.Bridge,
            _ => SectionKind.A,
        };
    }

    private static double EnergyOf(SectionKind kind, int time, bool isLast) => kind switch
    {
        SectionKind.Intro => 0.3,
        SectionKind.A => isLast ? 0.95 : Math.Min(0.9, 0.6 + (0.12 * time)),
        SectionKind.B => Math.Min(1, 0.8 + (0.08 * time)),
        SectionKind.Bridge => Math.Min(0.7, 0.45 + (0.1 * time)),
        _ => 0.4,
    };
}
