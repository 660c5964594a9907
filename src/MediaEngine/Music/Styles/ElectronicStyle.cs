using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Parts;
using Understudy.MediaEngine.Music.Theory;
using static Understudy.MediaEngine.Music.Parts.DrumPart;

namespace Understudy.MediaEngine.Music.Styles;

internal static class ElectronicStyle
{
    public static Style Style { get; } = new(MusicGenre.Electronic, Slow: 110, Usual: 124, Fast: 140)
    {
        Darkness = 0.65,
        Looseness = 0,
        Bright =
        [
            new(Mode.Major, ["I | V | vi | IV", "IV | I | V | vi", "I | iii | IV | IV"], ["vi | IV | I | V", "IV | V | vi | I"],
                ["ii | IV | vi | V"], "Vsus4 V", "I"),
        ],
        Dark =
        [
            new(Mode.Minor, ["i | VI | III | VII", "i | VII | VI | VII", "i | i | VI | VII"], ["VI | VII | i | III", "iv | VI | i | VII"],
                ["iv | i | VI | VII"], "VII", "i"),
        ],
        Rhythms = [Melodies.Rhythms.Driving, Melodies.Rhythms.Syncopated, Melodies.Rhythms.Still],
        Band = (chance, _) =>
        [
            new DrumPart(
                GeneralMidi.ElectronicKit,
                new Groove(0, (ClosedHat, "..x...x...x...x."), (Kick, "x...x...x...x...")),
                new Groove(0.5, (Kick, "X...X...X...X..."), (Clap, "....x.......x..."), (OpenHat, "..x...x...x...x."), (Shaker, "oooooooooooooooo")),
                new Groove(
                    0.78, (Kick, "X...X...X...X..."), (Clap, "....X.......X..o"), (OpenHat, "..x...x...x...x."),
                    (ClosedHat, "xoooxoooxoooxooo"))) { Volume = 96, Reverb = 14 },
            new BassPart(
                "Bass", GeneralMidi.SynthBass, 33, "..r-..r-..r-..r-", "..rr..r-..rr..8-", "r-.rr-.rr-.rr-8r")
            { From = 0.4, Volume = 100, Reverb = 4 },
            new PadPart("Pad", chance.Pick([GeneralMidi.PolySynth, GeneralMidi.SynthStrings, GeneralMidi.WarmPad]), 4, 62)
            { Pumps = true, Volume = 88, Reverb = 60, Velocity = 74 },
            new ArpeggioPart(
                "Arpeggio", chance.Pick([GeneralMidi.SquareLead, GeneralMidi.Crystal, GeneralMidi.SawLead]), new Voicing(3, 69), 1,
                "0123432101234321", "0.12.30.12.30.23", "012012012012013.", "03120312031203.2")
            { From = 0.3, Volume = 100, Pan = 84, Reverb = 64, Velocity = 58, Rests = [SectionKind.Outro] },
            new LeadPart("Lead", chance.Pick([GeneralMidi.SawLead, GeneralMidi.SquareLead, GeneralMidi.ChorusedPiano]), 76)
            { From = 0.55, Volume = 102, Pan = 52, Reverb = 70, Legato = 0.8 },
        ],
    };
}
