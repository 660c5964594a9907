using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Parts;
using Understudy.MediaEngine.Music.Theory;
using static Understudy.MediaEngine.Music.Parts.DrumPart;

namespace Understudy.MediaEngine.Music.Styles;

internal static class CinematicStyle
{
    private const int LowTom = 41;

    public static Style Style { get; } = new(MusicGenre.Cinematic, Slow: 84, Usual: 100, Fast: 126)
    {
        Darkness = 0.75,
        Builds = true,
        SlowsDown = true,
        Bright =
        [
            new(Mode.Major, ["I | V | vi | IV", "I | iii | IV | V"], ["vi | IV | I | V", "IV | I | ♭VII | V"], ["ii | vi | IV | V"], "Vsus4 V", "I"),
        ],
        Dark =
        [
            new(Mode.Minor, ["i | VI | III | VII", "i | VI | iv | V", "i | III | VI | VII"], ["VI | VII | i | i", "iv | i | VI | V"],
                ["VI | III | iv | V"], "Vsus4 V", "i"),
        ],
        Rhythms = [Melodies.Rhythms.Singing, Melodies.Rhythms.Still, Melodies.Rhythms.Still],
        Band = (chance, _) =>
        [
            new PadPart("Strings", GeneralMidi.Strings, 4, 60) { Volume = 94, Reverb = 80, Swells = true },
            new ArpeggioPart(
                "Ostinato", chance.Pick([GeneralMidi.Strings, GeneralMidi.Pizzicato]), new Voicing(3, 57), 2,
                "02120212", "01020102", "00201020") { From = 0.35, Ring = 0.6, Volume = 88, Pan = 44, Velocity = 74, Reverb = 60, Breathes = true },
            new BassPart("Basses", GeneralMidi.Contrabass, 28, "r---------------", "r-------r-------") { Volume = 92, Reverb = 50 },
            new LeadPart("Solo", chance.Pick([GeneralMidi.Piano, GeneralMidi.Cello, GeneralMidi.Horn]), 65)
            { Volume = 108, Reverb = 80, Doubles = false, Rests = [SectionKind.B, SectionKind.Intro] },
            new LeadPart("Violins", GeneralMidi.Strings, 76) { From = 0.75, Volume = 100, Pan = 56, Reverb = 80, Legato = 0.98 },
            new PadPart("Choir", GeneralMidi.Choir, 3, 67) { From = 0.75, Volume = 92, Reverb = 100, Swells = true },
            new CompPart("Brass", GeneralMidi.Brass, new Voicing(3, 55), "X---------------", "X-----x-X-------")
            { From = 0.82, Volume = 78, Reverb = 70, Velocity = 84 },
            new BassPart("Taiko", GeneralMidi.Taiko, 40, "r..r..r.r...r.r.", "r...r.rrr...r.r.") { From = 0.6, Volume = 92, Reverb = 70 },
            new DrumPart(GeneralMidi.OrchestraKit, new Groove(0, (LowTom, "x...............")), new Groove(0.8, (LowTom, "X.....x.X...x...")))
            { From = 0.5, Fills = false, Volume = 84, Reverb = 80 },
        ],
    };
}
