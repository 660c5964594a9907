using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Parts;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music.Styles;

internal static class ClassicalStyle
{
    public static Style Style { get; } = new(MusicGenre.Classical, Slow: 66, Usual: 104, Fast: 144)
    {
        Meters = [4, 4, 3],
        Darkness = 0.35,
        SlowsDown = true,
        MostEnergy = 0.85,
        Looseness = 10,
        Bright =
        [
            new(Mode.Major, ["I | V7 | V7 | I", "I | IV | V7 | I", "I | vi | ii | V7"], ["V | I | V7 | I", "vi | iii | IV | V7"], ["vi | ii | V7 | I", "IV | I | ii | V"],
                "IV V7", "I"),
        ],
        Dark =
        [
            new(Mode.Minor, ["i | iv | V7 | i", "i | V7 | i | V", "i | VI | iv | V7"], ["III | VII | VI | V7", "iv | i | V7 | i"], ["VI | III | iv | V"],
                "iv V7", "i"),
        ],
        Rhythms = [Melodies.Rhythms.Singing, Melodies.Rhythms.Singing, Melodies.Rhythms.Still],
        Band = (chance, beats) =>
        [
            new ArpeggioPart(
                "Piano", GeneralMidi.Piano, new Voicing(3, 55), 2, beats == 3 ? ["b12121", "021212"] : ["02120212", "02120212", "b2120212"])
            { Ring = 1.6, Volume = 96, Reverb = 60, Pan = 54, Velocity = 58, Breathes = true },
            new LeadPart(
                "Melody", chance.Pick([GeneralMidi.Piano, GeneralMidi.Violin, GeneralMidi.Flute, GeneralMidi.Oboe]), 74)
            { From = 0.35, Volume = 92, Reverb = 70, Legato = 0.96, Rests = [SectionKind.Bridge] },
            new LeadPart("Cello", GeneralMidi.Cello, 57) { Volume = 88, Pan = 80, Reverb = 70, Rests = [SectionKind.A, SectionKind.B, SectionKind.Intro], Doubles = false },
            new PadPart("Strings", GeneralMidi.SlowStrings, 3, 64) { From = 0.65, Volume = 72, Pan = 40, Reverb = 80, Swells = true, Velocity = 56 },
            new BassPart("Bass", GeneralMidi.Cello, 36, beats == 3 ? "r-----------" : "r-------5-------", beats == 3 ? "r---5-------" : "r-------r-----a-")
            { From = 0.55, Volume = 82, Reverb = 60, Velocity = 70 },
        ],
    };
}
