using Understudy.MediaEngine.Music.Styles;

namespace Understudy.MediaEngine.Music.Prompts;

/// <summary>What goes with an instrument: who wants no guitar wants none of any kind.</summary>
/// <param name="Name">What people call them.</param>
/// <param name="Programs">Their General MIDI programs.</param>
internal sealed record InstrumentFamily(string Name, int[] Programs)
{
    /// <summary>The family of the program that a word stands for.</summary>
    public static InstrumentFamily Of(int program) => program switch
    {
        GeneralMidi.Piano => new("Pianos", [GeneralMidi.Piano, GeneralMidi.ElectricPiano, GeneralMidi.ChorusedPiano]),
        GeneralMidi.ElectricPiano => new("Electric pianos", [GeneralMidi.ElectricPiano, GeneralMidi.ChorusedPiano]),
        GeneralMidi.SteelGuitar => new("Guitars", [.. Enumerable.Range(GeneralMidi.NylonGuitar, 8)]),
        GeneralMidi.Overdrive => new("Electric guitars", [.. Enumerable.Range(GeneralMidi.JazzGuitar, 6)]),
        GeneralMidi.Strings => new("Strings", [.. Enumerable.Range(GeneralMidi.Violin, 6), .. Enumerable.Range(GeneralMidi.Strings, 4)]),
        GeneralMidi.TenorSax => new("Saxophones", [GeneralMidi.AltoSax, GeneralMidi.TenorSax]),
        GeneralMidi.Trumpet => new("Trumpets", [GeneralMidi.Trumpet, GeneralMidi.MutedTrumpet]),
        GeneralMidi.DrawbarOrgan => new("Organs", [GeneralMidi.DrawbarOrgan, GeneralMidi.RockOrgan]),
        GeneralMidi.SawLead => new("Synths",
            [GeneralMidi.SynthBass, GeneralMidi.SynthStrings, .. Enumerable.Range(GeneralMidi.SquareLead, 24)]),
        _ => new(GeneralMidi.NameOf(program, isKit: false), [program]),
    };
}
