using System.Collections.Frozen;

namespace Understudy.MediaEngine.Music.Styles;

/// <summary>The General MIDI programs that are played, from 0.</summary>
internal static class GeneralMidi
{
    public const int Piano = 0;
    public const int ElectricPiano = 4;
    public const int ChorusedPiano = 5;
    public const int Celesta = 8;
    public const int MusicBox = 10;
    public const int Vibraphone = 11;
    public const int DrawbarOrgan = 16;
    public const int RockOrgan = 18;
    public const int Accordion = 21;
    public const int Harmonica = 22;
    public const int NylonGuitar = 24;
    public const int SteelGuitar = 25;
    public const int JazzGuitar = 26;
    public const int CleanGuitar = 27;
    public const int Overdrive = 29;
    public const int Distortion = 30;
    public const int AcousticBass = 32;
    public const int FingeredBass = 33;
    public const int PickedBass = 34;
    public const int FretlessBass = 35;
    public const int SynthBass = 38;
    public const int Violin = 40;
    public const int Cello = 42;
    public const int Contrabass = 43;
    public const int Pizzicato = 45;
    public const int Harp = 46;
    public const int Strings = 48;
    public const int SlowStrings = 49;
    public const int SynthStrings = 50;
    public const int Choir = 52;
    public const int Trumpet = 56;
    public const int MutedTrumpet = 59;
    public const int Horn = 60;
    public const int Brass = 61;
    public const int AltoSax = 65;
    public const int TenorSax = 66;
    public const int Oboe = 68;
    public const int Clarinet = 71;
    public const int Flute = 73;
    public const int SquareLead = 80;
    public const int SawLead = 81;
    public const int NewAgePad = 88;
    public const int WarmPad = 89;
    public const int PolySynth = 90;
    public const int SpacePad = 91;
    public const int HaloPad = 94;
    public const int SweepPad = 95;
    public const int Crystal = 98;
    public const int Taiko = 116;

    public const int StandardKit = 0;
    public const int PowerKit = 16;
    public const int ElectronicKit = 24;
    public const int JazzKit = 32;
    public const int BrushKit = 40;
    public const int OrchestraKit = 48;

    private static readonly FrozenDictionary<int, string> _names = new Dictionary<int, string>
    {
        [Piano] = "Piano",
        [ElectricPiano] = "Electric piano",
        [ChorusedPiano] = "Electric piano with chorus",
        [Celesta] = "Celesta",
        [MusicBox] = "Music box",
        [Vibraphone] = "Vibraphone",
        [DrawbarOrgan] = "Organ",
        [RockOrgan] = "Rock organ",
        [Accordion] = "Accordion",
        [Harmonica] = "Harmonica",
        [NylonGuitar] = "Nylon-string guitar",
        [SteelGuitar] = "Steel-string guitar",
        [JazzGuitar] = "Jazz guitar",
        [CleanGuitar] = "Clean electric guitar",
        [Overdrive] = "Overdriven guitar",
        [Distortion] = "Distorted guitar",
        [AcousticBass] = "Upright bass",
        [FingeredBass] = "Electric bass",
        [PickedBass] = "Picked electric bass",
        [FretlessBass] = "Fretless bass",
        [SynthBass] = "Synth bass",
        [Violin] = "Violin",
        [Cello] = "Cello",
        [Contrabass] = "Double bass",
        [Pizzicato] = "Pizzicato strings",
        [Harp] = "Harp",
        [Strings] = "Strings",
        [SlowStrings] = "Slow strings",
        [SynthStrings] = "Synth strings",
        [Choir] = "Choir",
        [Trumpet] = "Trumpet",
        [MutedTrumpet] = "Muted trumpet",
        [Horn] = "French horn",
        [Brass] = "Brass section",
        [AltoSax] = "Alto saxophone",
        [TenorSax] = "Tenor saxophone",
        [Oboe] = "Oboe",
        [Clarinet] = "Clarinet",
        [Flute] = "Flute",
        [SquareLead] = "Square-wave synth",
        [SawLead] = "Sawtooth synth",
        [NewAgePad] = "New-age pad",
        [WarmPad] = "Warm pad",
        [PolySynth] = "Polyphonic synth",
        [SpacePad] = "Space pad",
        [HaloPad] = "Halo pad",
        [SweepPad] = "Sweeping pad",
        [Crystal] = "Crystal synth",
        [Taiko] = "Taiko drums",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<int, string> _kits = new Dictionary<int, string>
    {
        [StandardKit] = "Drum kit",
        [PowerKit] = "Power drum kit",
        [ElectronicKit] = "Electronic drum kit",
        [JazzKit] = "Jazz drum kit",
        [BrushKit] = "Drum kit with brushes",
        [OrchestraKit] = "Orchestral percussion",
    }.ToFrozenDictionary();

    /// <summary>What people call an instrument.</summary>
    /// <param name="program">One of these.</param>
    /// <param name="isKit">Whether it is a kit of drums.</param>
    public static string NameOf(int program, bool isKit) => (isKit ? _kits : _names)[program];
}
