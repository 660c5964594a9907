using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Parts;
using Understudy.MediaEngine.Music.Theory;
using static Understudy.MediaEngine.Music.Parts.DrumPart;

namespace Understudy.MediaEngine.Music.Styles;

internal static class LofiStyle
{
    public static Style Style { get; } = new(MusicGenre.Lofi, Slow: 66, Usual: 78, Fast: 92)
    {
        Darkness = 0.45,
        Swing = 0.58,
        SwingUnits = 2,
        MostEnergy = 0.85,
        Looseness = 12,
        Bright =
        [
            new(Mode.Major, ["Imaj9 | vi7 | ii9 | V13", "IVmaj7 | iii7 | ii7 | Imaj7", "ii9 | V7 | Imaj7 | vi7"], ["IVmaj7 | V7 | iii7 | vi7", "vi9 | ii9 | IVmaj7 | V7sus4"],
                ["IVmaj7 | IVmaj7 | iii7 | vi7"], "V7sus4", "Imaj9"),
        ],
        Dark =
        [
            new(Mode.Dorian, ["i9 | IV7 | i9 | IV7", "i7 | VIImaj7 | IV7 | i7"], ["IIImaj7 | IV7 | i9 | v7"], ["ii7 | v7 | i9 | i9"], "v7", "i9"),
            new(Mode.Minor, ["i9 | VImaj7 | III | VII", "iv7 | v7 | i7 | VImaj7"], ["VImaj7 | v7 | iv7 | i9"], ["iv9 | iv9 | VImaj7 | v7"], "v7", "i9"),
        ],
        Rhythms = [Melodies.Rhythms.Syncopated, Melodies.Rhythms.Singing, Melodies.Rhythms.Still],
        Band = (chance, _) =>
        [
            new DrumPart(
                GeneralMidi.StandardKit,
                new Groove(0, (ClosedHat, "x.o.x.o.x.o.x.o."), (Rim, "....x.......x...")),
                new Groove(0.45, (Kick, "X......x..x....."), (Snare, "....x.......x..."), (ClosedHat, "x.o.x.oox.o.x.o.")),
                new Groove(0.75, (Kick, "X..o...x..X....."), (Snare, "....x..o....x..."), (ClosedHat, "x.ox.oxo.xo.x.oo"), (OpenHat, "..............o.")))
            { Volume = 88, Reverb = 26, Drag = 18, Fills = false, Crashes = false },
            new BassPart("Bass", GeneralMidi.FingeredBass, 31, "r-----.r--5---a-", "r-------..r-8-5-", "r---..r-r---..a-") { From = 0.35, Volume = 90, Reverb = 10 },
            new CompPart(
                "Electric piano", chance.Pick([GeneralMidi.ElectricPiano, GeneralMidi.ChorusedPiano]), new Voicing(4, 62),
                "X-------..x-----", "X-----x---x-----", "X---------..x---") { Volume = 84, Reverb = 52, Chorus = 40, Velocity = 64, Strum = 14 },
            new PadPart("Pad", GeneralMidi.WarmPad, 3, 67) { From = 0.6, Volume = 70, Reverb = 80, Velocity = 54, Swells = true },
            new LeadPart(
                "Melody", chance.Pick([GeneralMidi.Vibraphone, GeneralMidi.NylonGuitar, GeneralMidi.Piano, GeneralMidi.Flute, GeneralMidi.MusicBox]), 74)
            { From = 0.5, Volume = 92, Pan = 74, Reverb = 76, Doubles = false, Rests = [SectionKind.Bridge, SectionKind.Outro] },
        ],
    };
}
