using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Parts;
using Understudy.MediaEngine.Music.Styles;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music;

/// <summary>Writes all notes of a piece.</summary>
internal static class Composer
{
    /// <summary>What each instrument plays.</summary>
    public static IReadOnlyList<Track> Compose(MusicPlan plan, long seed)
    {
        Chance chance = new(seed, "band");
        List<Part> band = [.. plan.Style.Band(chance, plan.Beats)];
        if (plan.Prompt.WithoutDrums) band.RemoveAll(part => part.IsDrums);
        Replace(band, plan.Prompt.Unwanted);
        Engage(band, plan.Prompt.Instruments);
        Song song = new(plan.Style, plan.Key, plan.Beats, plan.Sections, Harmonize(plan, seed), Invent(plan, seed));
        List<Track> tracks = [];
        int channel = 0;
        foreach (Part part in band)
        {
            Track track = new(
                GeneralMidi.NameOf(part.Program, part.IsDrums), part.Role, part.IsDrums ? Track.DrumChannel : channel, part.Program)
            {
                Volume = part.IsDrums ? part.Volume : ProgramLoudness.Even(part.Program, part.Volume),
                Pan = part.Pan,
                Reverb = part.Reverb,
                Chorus = part.Chorus,
            };
            if (!part.IsDrums) channel += channel == Track.DrumChannel - 1 ? 2 : 1;
            Play(part, song, plan, track, seed);
            if (track.Notes.Count > 0) tracks.Add(track);
        }
        return tracks;
    }

    /// <summary>The chords of each bar.</summary>
    public static List<Chord[]> Harmonize(MusicPlan plan, long seed)
    {
        Progressions book = plan.Progressions;
        Dictionary<SectionKind, string[]> chosen = [];
        Chance chance = new(seed, "harmony");
        foreach ((SectionKind kind, string[] choices) in ((SectionKind, string[])[])
            [(SectionKind.A, book.A), (SectionKind.B, book.B), (SectionKind.Bridge, book.Bridge)])
            chosen[kind] = chance.Pick(choices).Split('|', StringSplitOptions.TrimEntries);
        chosen[SectionKind.Intro] = chosen[SectionKind.Outro] = chosen[SectionKind.A];
        List<Chord[]> bars = [];
        int final = plan.Sections[^1].Bar;
        foreach (Section section in plan.Sections)
        {
            for (int bar = 0; bar < section.Bars; bar++)
            {
                // The last bar before the ending leads there, and so does the last of a long section to the next.
                bool turns = bars.Count == final - 1 || (section.Bars > Form.Phrase && bar == section.Bars - 1);
                string numerals = section.Kind == SectionKind.Ending ? book.Final
                    : turns && final > 1 ? book.Turn
                    : chosen[section.Kind][bar % Form.Phrase];
                bars.Add([.. numerals.Split(' ').Select(numeral => Chord.Of(numeral, plan.Key))]);
            }
        }
        return bars;
    }

    private static void Play(Part part, Song song, MusicPlan plan, Track track, long seed)
    {
        Section? last = null;
        foreach (Section section in song.Sections.Where(section => section.Kind != SectionKind.Ending))
        {
            last = section;
            if (part.Plays(section)) part.Play(song, section, track, new Chance(seed, $"{part.Name} {section.Name}"));
        }
        int final = song.Sections[^1].Bar * song.BarTicks;
        // Whoever was playing ends it; whoever came and went before is heard once more.
        if (last is null || part.Plays(last) || part.From <= song.Sections[^1].Energy) part.End(song, final, plan.End - final, track);
        Performance.Apply(track, song, plan, new Chance(seed, $"hands of {part.Name}"));
    }

    // Whoever would play what is not wanted plays something else, as far as there is any that nobody plays yet.
    private static void Replace(List<Part> band, IReadOnlySet<int> unwanted)
    {
        foreach (Part part in band.Where(part => !part.IsDrums && unwanted.Contains(part.Program)).ToArray())
        {
            int[] others = [.. OthersFor(part).Where(program => !unwanted.Contains(program))];
            if (others.Length == 0) band.Remove(part);
            else part.Program = others.FirstOrDefault(program => !band.Exists(other => other.Program == program), others[0]);
        }
    }

    // Pads hold their notes, so they need what can.
    private static int[] OthersFor(Part part) => part switch
    {
        BassPart or WalkingBassPart => [GeneralMidi.FingeredBass, GeneralMidi.AcousticBass],
        LeadPart => [GeneralMidi.Piano, GeneralMidi.Clarinet, GeneralMidi.Flute, GeneralMidi.Violin, GeneralMidi.TenorSax, GeneralMidi.SteelGuitar],
        PadPart => [GeneralMidi.Strings, GeneralMidi.DrawbarOrgan, GeneralMidi.Choir, GeneralMidi.WarmPad],
        ArpeggioPart => [GeneralMidi.Harp, GeneralMidi.Vibraphone, GeneralMidi.Piano, GeneralMidi.NylonGuitar],
        _ => [GeneralMidi.ElectricPiano, GeneralMidi.DrawbarOrgan, GeneralMidi.Vibraphone, GeneralMidi.Harp, GeneralMidi.CleanGuitar],
    };

    // The first instrument that is named plays the themes, the next ones the chords. What is there already stays.
    private static void Engage(List<Part> band, IReadOnlyList<int> instruments)
    {
        int[] missing = [.. instruments.Where(program => !band.Exists(part => part.Program == program))];
        if (missing.Length == 0) return;
        if (band.Find(part => part is LeadPart) is { } lead) lead.Program = missing[0];
        foreach ((Part part, int program) in band.Where(part => part is PadPart or CompPart or ArpeggioPart).Zip(missing.Skip(1)))
            part.Program = program;
    }

    private static Dictionary<SectionKind, Theme> Invent(MusicPlan plan, long seed)
    {
        Rhythms[] rhythms = plan.Style.Rhythms;
        Theme Write(string name, Rhythms kind) => ThemeWriter.Write(new Chance(seed, name), kind, plan.Beats);
        Theme first = Write("theme A", rhythms[0]);
        return new Dictionary<SectionKind, Theme>
        {
            [SectionKind.Intro] = first,
            [SectionKind.A] = first,
            [SectionKind.B] = Write("theme B", rhythms[1]),
            [SectionKind.Bridge] = Write("theme of the bridge", rhythms[2]),
            [SectionKind.Outro] = first,
        };
    }
}
