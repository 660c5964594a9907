using System.Globalization;
using System.Text;

namespace Understudy.MediaEngine.Speech.Reading;

/// <summary>Which characters stand for others. The platform runs without culture data, so normalization of the framework
/// does nothing here; the table is a resource of this project, whose head tells what it holds.</summary>
internal static class UnicodeFolding
{
    private static readonly Dictionary<int, string> _folded = [];
    private static readonly Dictionary<(int Base, int Mark), int> _composed = [];
    private static readonly Dictionary<int, int> _bases = [];

    static UnicodeFolding()
    {
        foreach (string line in TableLines.Of("unicode-folding.txt"))
        {
            string[] fields = line.Split(' ');
            if (fields[0] == "+") AddComposition(Code(fields[1]), Code(fields[2]), Code(fields[3]));
            else AddFolding(fields);
        }
    }

    /// <summary>What a character stands for; null if only for itself.</summary>
    public static string? Fold(Rune rune) => _folded.GetValueOrDefault(rune.Value);

    /// <summary>The character that is a letter with a mark; null if there is none.</summary>
    public static Rune? Compose(Rune letter, Rune mark) =>
        _composed.TryGetValue((letter.Value, mark.Value), out int composed) ? new Rune(composed) : null;

    /// <summary>A letter without its accents.</summary>
    public static Rune WithoutMarks(Rune rune) =>
        _bases.TryGetValue(rune.Value, out int bare) ? WithoutMarks(new Rune(bare)) : rune;

    private static void AddComposition(int letter, int mark, int composed)
    {
        _composed[(letter, mark)] = composed;
        _bases[composed] = letter;
    }

    private static void AddFolding(string[] fields)
    {
        string[] run = fields[0].Split('-');
        int first = Code(run[0]);
        int last = Code(run[^1]);
        for (int code = first; code <= last; code++)
        {
            _folded[code] = string.Concat(
                fields.Skip(1).Select(field => new Rune(Code(field) + code - first).ToString()));
        }
    }

    private static int Code(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
