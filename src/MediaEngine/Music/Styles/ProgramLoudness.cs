namespace Understudy.MediaEngine.Music.Styles;

/// <summary>
/// How loud each program of FluidR3 is: quarter notes of velocity 90 and volume 100 in its middle range, in LUFS. The font's
/// programs differ by 20 dB, so a volume means nothing until that is taken out.
/// </summary>
internal static class ProgramLoudness
{
    private const double Reference = -30;

    private static readonly Dictionary<int, double> _measured = new()
    {
        [GeneralMidi.Piano] = -31.8,
        [GeneralMidi.ElectricPiano] = -22.6,
        [GeneralMidi.ChorusedPiano] = -25.1,
        [GeneralMidi.Celesta] = -28.3,
        [GeneralMidi.MusicBox] = -28.1,
        [GeneralMidi.Vibraphone] = -32.1,
        [GeneralMidi.DrawbarOrgan] = -26.3,
        [GeneralMidi.RockOrgan] = -26.6,
        [GeneralMidi.Accordion] = -30.2,
        [GeneralMidi.Harmonica] = -27.7,
        [GeneralMidi.NylonGuitar] = -30.3,
        [GeneralMidi.SteelGuitar] = -29.7,
        [GeneralMidi.JazzGuitar] = -20.7,
        [GeneralMidi.CleanGuitar] = -22.0,
        [GeneralMidi.Overdrive] = -22.9,
        [GeneralMidi.Distortion] = -19.7,
        [GeneralMidi.AcousticBass] = -28.0,
        [GeneralMidi.FingeredBass] = -27.5,
        [GeneralMidi.PickedBass] = -28.0,
        [GeneralMidi.FretlessBass] = -25.2,
        [GeneralMidi.SynthBass] = -25.8,
        [GeneralMidi.Violin] = -25.9,
        [GeneralMidi.Cello] = -28.8,
        [GeneralMidi.Contrabass] = -31.3,
        [GeneralMidi.Pizzicato] = -29.0,
        [GeneralMidi.Harp] = -29.6,
        [GeneralMidi.Strings] = -27.6,
        [GeneralMidi.SlowStrings] = -25.5,
        [GeneralMidi.SynthStrings] = -13.6,
        [GeneralMidi.Choir] = -27.5,
        [GeneralMidi.Trumpet] = -26.5,
        [GeneralMidi.MutedTrumpet] = -24.9,
        [GeneralMidi.Horn] = -24.1,
        [GeneralMidi.Brass] = -23.4,
        [GeneralMidi.AltoSax] = -24.4,
        [GeneralMidi.TenorSax] = -26.1,
        [GeneralMidi.Oboe] = -24.4,
        [GeneralMidi.Clarinet] = -22.1,
        [GeneralMidi.Flute] = -24.6,
        [GeneralMidi.SquareLead] = -13.7,
        [GeneralMidi.SawLead] = -11.0,
        [GeneralMidi.NewAgePad] = -12.8,
        [GeneralMidi.WarmPad] = -30.6,
        [GeneralMidi.PolySynth] = -19.5,
        [GeneralMidi.SpacePad] = -19.8,
        [GeneralMidi.HaloPad] = -15.8,
        [GeneralMidi.SweepPad] = -12.1,
        [GeneralMidi.Crystal] = -19.1,
        [GeneralMidi.Taiko] = -29.9,
    };

    /// <summary>The volume at which a program is as loud as one of the reference at the volume that is given.</summary>
    public static int Even(int program, int volume)
    {
        // General MIDI's volume is a gain of 40 dB a decade.
        double gain = Reference - _measured.GetValueOrDefault(program, Reference);
        return Math.Clamp((int)Math.Round(volume * Math.Pow(10, gain / 40)), 1, 127);
    }
}
