using System.Globalization;

namespace Understudy.Infrastructure.Machine;

/// <summary>Numbers in the small files that Linux tells of itself in. What is not there, or no number, is null.</summary>
internal sealed class SystemFiles(string root)
{
    /// <summary>A file that is one number.</summary>
    public double? Number(string path) => Numbers(path) is [var number] ? number : null;

    /// <summary>A file that is some numbers, all of them; <c>max</c>, which is no limit, is none.</summary>
    public double[] Numbers(string path) => Lines(path) is [var line, ..] ? Read(Words(line)) : [];

    /// <summary>The number after a name, in a file of such lines.</summary>
    public double? Named(string path, string name) => Row(path, name) is [var number, ..] ? number : null;

    /// <summary>The numbers after a name, in a file of such lines, until something else comes.</summary>
    public double[] Row(string path, string name)
    {
        foreach (string line in Lines(path))
        {
            string[] words = Words(line);
            if (words.Length > 1 && words[0] == name)
                return [.. words[1..].Select(Read).TakeWhile(number => number is not null).OfType<double>()];
        }
        return [];
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static double[] Read(string[] words)
    {
        double?[] numbers = [.. words.Select(Read)];
        return numbers.Contains(null) ? [] : [.. numbers.OfType<double>()];
    }

    private static double? Read(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private string[] Lines(string path)
    {
        string file = Path.Combine(root, path);
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is there and not for everybody: as good as not there, and there are others to ask.
            return [];
        }
    }
}
