using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Parts;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music.Styles;

internal static class AmbientStyle
{
    public static Style Style { get; } = new(MusicGenre.Ambient, Slow: 52, Usual: 64, Fast: 78)
    {
        Darkness = 0.3,
        SlowsDown = true,
        MostEnergy = 0.7,
        Looseness = 14,
        Bright =
        [
            new(Mode.Lydian, ["Isus2 | Isus2 | II | Imaj7", "Imaj7 | Imaj7 | vi7 | II"], ["vi7 | vi7 | Imaj7 | Isus2"], ["iii7 | iii7 | vi7 | II"],
                "Isus2", "Iadd9"),
            new(Mode.Major, ["Iadd9 | Iadd9 | IVmaj7 | IVmaj7", "Isus2 | Isus2 | vi7 | IVadd9"], ["IVmaj7 | IVmaj7 | Iadd9 | Vsus4"],
                ["vi7 | vi7 | ii7 | IVadd9"], "Vsus4", "Iadd9"),
        ],
        Dark =
        [
            new(Mode.Dorian, ["iadd9 | iadd9 | IV | IV", "i7 | i7 | ii7 | iadd9"], ["VIIsus2 | VIIsus2 | IVadd9 | i7"], ["III | III | IV | v7"],
                "v7", "iadd9"),
            new(Mode.Minor, ["iadd9 | iadd9 | VImaj7 | VImaj7", "i7 | i7 | iv7 | VImaj7"], ["VImaj7 | VIIsus2 | iadd9 | iadd9"],
                ["IIImaj7 | IIImaj7 | iv7 | VImaj7"], "VIIsus2", "iadd9"),
        ],
        Rhythms = [Melodies.Rhythms.Still, Melodies.Rhythms.Still, Melodies.Rhythms.Still],
        Band = (chance, _) =>
        [
            new PadPart("Pad", chance.Pick([GeneralMidi.WarmPad, GeneralMidi.HaloPad, GeneralMidi.SweepPad]), 4, 60)
            { Volume = 92, Reverb = 90, Swells = true },
            new PadPart("Air", chance.Pick([GeneralMidi.SpacePad, GeneralMidi.NewAgePad, GeneralMidi.SlowStrings]), 3, 72)
            { From = 0.35, Volume = 84, Reverb = 100, Pan = 74, Swells = true, Velocity = 58 },
            new BassPart("Bass", GeneralMidi.FretlessBass, 33, "r---------------") { Volume = 100, Reverb = 50, Velocity = 74 },
            new ArpeggioPart(
                "Drops", chance.Pick([GeneralMidi.Harp, GeneralMidi.Celesta, GeneralMidi.Vibraphone, GeneralMidi.ElectricPiano]),
                new Voicing(4, 72), 2, "0..2.3..1..4.2..", "..3..1....2...5.", "0.2.4...1.3.5...")
            { Ring = 4, Volume = 96, Reverb = 110, Pan = 50, Velocity = 54, From = 0.3 },
            new LeadPart("Voice", chance.Pick([GeneralMidi.Flute, GeneralMidi.Choir, GeneralMidi.Piano, GeneralMidi.Clarinet]), 72)
            { From = 0.4, Volume = 72, Reverb = 110, Legato = 1, Doubles = false, Rests = [SectionKind.Intro, SectionKind.Outro] },
        ],
    };
}
