using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Music.Theory;

/// <summary>The seven-note scales that pieces are written in.</summary>
internal enum Mode
{
    Major,
    Minor,
    Dorian,
    Mixolydian,
    Lydian,
}

/// <summary>A tonic and its scale.</summary>
/// <param name="Tonic">Semitones above C, 0 to 11.</param>
/// <param name="Mode">The scale.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Key(int Tonic, Mode Mode)
{
    private static readonly int[][] _steps =
    [
        [0, 2, 4, 5, 7, 9, 11],
        [0, 2, 3, 5, 7, 8, 10],
        [0, 2, 3, 5, 7, 9, 10],
        [0, 2, 4, 5, 7, 9, 10],
        [0, 2, 4, 6, 7, 9, 11],
    ];

    private static readonly string[] _flatNames = ["C", "D♭", "D", "E♭", "E", "F", "G♭", "G", "A♭", "A", "B♭", "B"];
    private static readonly string[] _sharpNames = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];

    /// <summary>Semitones of the scale above its tonic.</summary>
    public IReadOnlyList<int> Steps => _steps[(int)Mode];

    /// <summary>Whether its third is minor.</summary>
    public bool IsDark => Mode is Mode.Minor or Mode.Dorian;

    /// <summary>Sharps of its signature, from −6 to 6; flats are negative.</summary>
    public int Sharps
    {
        get
        {
            int major = Mode switch
            {
                Mode.Minor => Tonic + 3,
                Mode.Dorian => Tonic + 10,
                Mode.Mixolydian or Mode.Lydian => Tonic + (Mode == Mode.Lydian ? 7 : 5),
                _ => Tonic,
            };
            int sharps = major * 7 % 12;
            return sharps > 6 ? sharps - 12 : sharps;
        }
    }

    /// <summary>The name of a pitch class in this key.</summary>
    public string NameOf(int pitchClass) => (Sharps < 0 ? _flatNames : _sharpNames)[(pitchClass % 12 + 12) % 12];

    /// <summary>For instance "D minor".</summary>
    public override string ToString() => $"{NameOf(Tonic)} {Mode.ToString().ToLowerInvariant()}";
}
