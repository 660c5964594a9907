using Understudy.MediaEngine.Music.Midi;

namespace Understudy.MediaEngine.Music.Parts;

/// <summary>A bar of drums.</summary>
/// <param name="From">The least energy at which it is played.</param>
/// <param name="Lines">
/// A sound and its bar, a character a sixteenth: <c>X</c> accented, <c>x</c> plain, <c>o</c> hardly touched, <c>.</c> silent.
/// </param>
internal sealed record Groove(double From, params (int Sound, string Steps)[] Lines);

/// <summary>Plays drums.</summary>
/// <param name="kit">The program of the drum channel.</param>
/// <param name="grooves">What is played at which energy; the last that fits.</param>
internal sealed class DrumPart(int kit, params Groove[] grooves) : Part("Drums", kit)
{
    /// <inheritdoc/>
    public override string Role => "drums";

    public const int Kick = 36;
    public const int Rim = 37;
    public const int Snare = 38;
    public const int Clap = 39;
    public const int ClosedHat = 42;
    public const int PedalHat = 44;
    public const int OpenHat = 46;
    public const int Crash = 49;
    public const int Ride = 51;
    public const int Tambourine = 54;
    public const int Shaker = 70;

    private static readonly int[] _toms = [50, 48, 45, 43];

    public override bool IsDrums => true;

    /// <summary>Whether the last half bar of a section is a fill.</summary>
    public bool Fills { get; init; } = true;

    /// <summary>Whether a cymbal opens the loud sections and the final chord.</summary>
    public bool Crashes { get; init; } = true;

    /// <summary>How many ticks the snare comes late.</summary>
    public int Drag { get; init; }

    public override void Play(Song song, Section section, Track track, Chance chance)
    {
        Groove groove = grooves.LastOrDefault(one => section.Energy >= one.From) ?? grooves[0];
        if (Crashes && section.Energy > 0.7) track.Add(section.Bar * song.BarTicks, 480, Crash, Loudness(section, 92));
        for (int bar = section.Bar; bar < section.Bar + section.Bars; bar++)
        {
            bool isLast = bar == section.Bar + section.Bars - 1;
            int until = Fills && isLast && section.Bars > 1 ? song.BarUnits - (section.Energy > 0.5 ? 8 : 4) : song.BarUnits;
            foreach ((int sound, string steps) in groove.Lines)
            {
                for (int unit = 0; unit < until; unit++)
                {
                    if (VelocityOf(steps[unit % steps.Length]) is not { } velocity) continue;
                    int late = sound is Snare or Rim or Clap ? Drag : 0;
                    track.Add(
                        (bar * song.BarTicks) + (unit * Song.Unit) + late, 100, sound,
                        Loudness(section, velocity) + chance.Around(7));
                }
            }
            if (until < song.BarUnits) Fill(song, section, bar, until, track, chance);
        }
    }

    public override void End(Song song, int start, int length, Track track)
    {
        track.Add(start, 480, Kick, 96);
        if (Crashes) track.Add(start, 1440, Crash, 88);
    }

    private static int? VelocityOf(char step) => step switch
    {
        'X' => 108,
        'x' => 86,
        'o' => 48,
        _ => null,
    };

    // The snare, and down the toms.
    private static void Fill(Song song, Section section, int bar, int from, Track track, Chance chance)
    {
        int count = song.BarUnits - from;
        track.Add((bar * song.BarTicks) + (from * Song.Unit), 100, Kick, Loudness(section, 92));
        for (int i = 0; i < count; i++)
        {
            if (i % 2 == 1 && chance.Of(0.4)) continue;
            int sound = i < count / 3 ? Snare : _toms[Math.Min(_toms.Length - 1, (i - (count / 3)) * _toms.Length / Math.Max(1, count))];
            track.Add((bar * song.BarTicks) + ((from + i) * Song.Unit), 100, sound, Loudness(section, 72 + (i * 28.0 / count)) + chance.Around(6));
        }
    }
}
