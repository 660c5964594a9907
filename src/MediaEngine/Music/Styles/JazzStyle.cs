using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Parts;
using Understudy.MediaEngine.Music.Theory;
using static Understudy.MediaEngine.Music.Parts.DrumPart;

namespace Understudy.MediaEngine.Music.Styles;

internal static class JazzStyle
{
    public static Style Style { get; } = new(MusicGenre.Jazz, Slow: 84, Usual: 132, Fast: 190)
    {
        Darkness = 0.3,
        Swing = 0.64,
        MostEnergy = 0.9,
        Looseness = 9,
        Bright =
        [
            new(Mode.Major, ["ii7 | V7 | Imaj7 | VI7", "Imaj7 | VI7 | ii9 | V13", "Imaj7 vi7 | ii7 V7 | iii7 VI7 | ii7 V7"],
                ["IVmaj7 | iv7 | Imaj7 | VI7", "iii7 | VI7 | ii7 | V7"], ["III7 | VI7 | II7 | V7"], "ii7 V7", "I6"),
        ],
        Dark =
        [
            new(Mode.Minor, ["i7 | iv7 | iiø | V7", "i6 | iiø V7 | i6 | V7", "iiø | V7 | i7 | i7"], ["iv7 | VII7 | IIImaj7 | VImaj7"],
                ["iv7 | i7 | II7 | V7"], "iiø V7", "i6"),
        ],
        Rhythms = [Melodies.Rhythms.Improvised, Melodies.Rhythms.Improvised, Melodies.Rhythms.Syncopated],
        Band = (chance, _) =>
        [
            new DrumPart(
                GeneralMidi.JazzKit,
                new Groove(0, (Ride, "x...x...x...x..."), (PedalHat, "....x.......x...")),
                new Groove(
                    0.4, (Ride, "x...X.x.x...X.x."), (PedalHat, "....x.......x..."), (Kick, "o...o...o...o..."), (Snare, "......o.......o.")),
                new Groove(
                    0.75, (Ride, "x...X.x.x...X.x."), (PedalHat, "....x.......x..."), (Kick, "o..xo...o...o.x."), (Snare, "..o...x...o..o..")))
            { Volume = 96, Reverb = 40, Crashes = false },
            new WalkingBassPart("Bass", GeneralMidi.AcousticBass, 28, 48) { Volume = 98, Reverb = 24 },
            new CompPart(
                "Piano", GeneralMidi.Piano, new Voicing(4, 60, rootless: true), "x-....X-......x-", "..X---....x-....", "X--...x---..x-..", "......X-..x---..")
            { Volume = 90, Pan = 46, Reverb = 44, Velocity = 64 },
            new CompPart("Guitar", GeneralMidi.JazzGuitar, new Voicing(3, 57, rootless: true), "x-..x-..x-..x-..")
            { From = 0.75, Volume = 120, Pan = 88, Reverb = 40, Velocity = 56 },
            new LeadPart(
                "Solo", chance.Pick([GeneralMidi.TenorSax, GeneralMidi.AltoSax, GeneralMidi.MutedTrumpet, GeneralMidi.Vibraphone, GeneralMidi.Clarinet]), 67)
            { From = 0.4, Volume = 110, Pan = 60, Reverb = 56, Doubles = false, Rests = [SectionKind.Intro] },
        ],
    };
}
