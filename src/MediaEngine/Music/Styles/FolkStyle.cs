using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Parts;
using Understudy.MediaEngine.Music.Theory;
using static Understudy.MediaEngine.Music.Parts.DrumPart;

namespace Understudy.MediaEngine.Music.Styles;

internal static class FolkStyle
{
    public static Style Style { get; } = new(MusicGenre.Folk, Slow: 80, Usual: 104, Fast: 138)
    {
        Meters = [4, 3],
        Darkness = 0.3,
        SlowsDown = true,
        MostEnergy = 0.9,
        Looseness = 10,
        Bright =
        [
            new(Mode.Major, ["I | IV | I | V", "I | V | vi | IV", "I | I | IV | V"], ["IV | I | V | I", "vi | IV | I | V"], ["ii | V | I | vi", "vi | iii | IV | V"], "V", "I"),
            new(Mode.Mixolydian, ["I | VII | I | IV"], ["IV | I | VII | I"], ["ii | IV | I | v"], "VII", "I"),
        ],
        Dark =
        [
            new(Mode.Dorian, ["i | VII | i | IV", "i | IV | VII | i"], ["III | VII | i | VII"], ["IV | i | IV | v"], "v", "i"),
            new(Mode.Minor, ["i | VII | VI | VII", "i | iv | VII | i"], ["III | VII | i | v"], ["VI | III | iv | v"], "v", "i"),
        ],
        Rhythms = [Melodies.Rhythms.Singing, Melodies.Rhythms.Singing, Melodies.Rhythms.Still],
        Band = (chance, beats) =>
        [
            new ArpeggioPart(
                "Picked guitar", chance.Pick([GeneralMidi.SteelGuitar, GeneralMidi.NylonGuitar]), new Voicing(4, 60), 2,
                beats == 3 ? ["b21323", "b12312"] : ["b213b213", "b.32b132", "b2131213"])
            { Ring = 2.5, Volume = 92, Pan = 48, Reverb = 40, Velocity = 76 },
            new BassPart("Bass", GeneralMidi.AcousticBass, 33, beats == 3 ? "r-----------" : "r-------5-------", beats == 3 ? "r-------5---" : "r-----a-r-------")
            { From = 0.5, Volume = 94, Reverb = 24 },
            new CompPart(
                "Strummed guitar", GeneralMidi.SteelGuitar, new Voicing(4, 62), beats == 3 ? "X---x-x-x-x-" : "X---x-x-..x-x-x-")
            { From = 0.75, Volume = 72, Pan = 92, Reverb = 36, Strum = 12, Velocity = 66 },
            new LeadPart(
                "Tune", chance.Pick([GeneralMidi.Violin, GeneralMidi.Flute, GeneralMidi.Harmonica, GeneralMidi.Accordion]), 74)
            { From = 0.5, Volume = 98, Pan = 68, Reverb = 60, Rests = [SectionKind.Intro, SectionKind.Outro] },
            new DrumPart(
                GeneralMidi.BrushKit,
                new Groove(0, beats == 3 ? [(Shaker, "x.o.o.o.o.o.")] : [(Shaker, "x.o.x.o.x.o.x.o.")]),
                new Groove(0.8, beats == 3
                    ? [(Kick, "x..........."), (Tambourine, "....x...x..."), (Shaker, "x.o.o.o.o.o.")]
                    : [(Kick, "x.......x......."), (Tambourine, "....x.......x..."), (Shaker, "x.o.x.o.x.o.x.o.")]))
            { From = 0.65, Fills = false, Crashes = false, Volume = 72, Reverb = 30 },
        ],
    };
}
