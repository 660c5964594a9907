using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Parts;
using Understudy.MediaEngine.Music.Theory;
using static Understudy.MediaEngine.Music.Parts.DrumPart;

namespace Understudy.MediaEngine.Music.Styles;

internal static class RockStyle
{
    public static Style Style { get; } = new(MusicGenre.Rock, Slow: 100, Usual: 126, Fast: 160)
    {
        Darkness = 0.45,
        Bright =
        [
            new(Mode.Mixolydian, ["I5 | VII5 | IV5 | I5"], ["IV5 | I5 | V5 | I5"], ["ii5 | IV5 | ii5 | V5"], "V5", "I5"),
            new(Mode.Major, ["I5 | V5 | vi5 | IV5", "I5 | IV5 | I5 | V5"], ["IV5 | V5 | I5 | vi5"], ["vi5 | iii5 | IV5 | V5"], "V5", "I5"),
        ],
        Dark =
        [
            new(Mode.Minor, ["i5 | VI5 | VII5 | i5", "i5 | III5 | VII5 | iv5", "i5 | i5 | VI5 | VII5"], ["VI5 | VII5 | i5 | i5", "III5 | VII5 | iv5 | VI5"],
                ["iv5 | VI5 | i5 | v5"], "VII5", "i5"),
        ],
        Rhythms = [Melodies.Rhythms.Singing, Melodies.Rhythms.Syncopated, Melodies.Rhythms.Still],
        Band = (chance, _) =>
        [
            new DrumPart(
                GeneralMidi.PowerKit,
                new Groove(0, (Kick, "x.......x......."), (ClosedHat, "x.x.x.x.x.x.x.x.")),
                new Groove(0.4, (Kick, "X.....x.X......."), (Snare, "....X.......X..."), (ClosedHat, "x.o.x.o.x.o.x.o.")),
                new Groove(0.78, (Kick, "X..x..x.X.x....."), (Snare, "....X.......X..o"), (Ride, "x.x.x.x.x.x.x.x."), (PedalHat, "....x.......x...")))
            { Volume = 92, Reverb = 30 },
            new BassPart("Bass", GeneralMidi.PickedBass, 28, "r-r-r-r-r-r-r-r-", "r-r-r-r-r-r-8-a-", "r---r-r-r---r-a-")
            { Volume = 98, Reverb = 6, Velocity = 92 },
            new CompPart(
                "Rhythm guitar", GeneralMidi.Distortion, new Voicing(3, 50), "X-x-x-X-x-x-X-x-", "X-----x-X-----x-", "X--x--X---x-X---")
            { From = 0.25, Volume = 92, Pan = 34, Reverb = 30, Velocity = 82 },
            new CompPart("Second guitar", GeneralMidi.Overdrive, new Voicing(3, 55), "X---------------", "X-------X-------")
            { From = 0.7, Volume = 84, Pan = 96, Reverb = 34, Velocity = 78 },
            new PadPart("Organ", GeneralMidi.RockOrgan, 3, 64) { From = 0.78, Volume = 72, Reverb = 50, Pan = 72 },
            new LeadPart("Lead guitar", chance.Pick([GeneralMidi.Overdrive, GeneralMidi.CleanGuitar]), 71)
            { From = 0.5, Volume = 112, Reverb = 60, Rests = [SectionKind.Intro, SectionKind.Outro] },
        ],
    };
}
