using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Scenes.Rules;

/// <summary>
/// Knows words that ask for what must not be made, in English, Japanese and Chinese. It knows words, not meaning: it stops
/// what is
/// plainly asked for, and lets a blood orange be.
/// </summary>
public sealed class ForbiddenWords : IContentRules
{
    private readonly Category[] _categories;

    private ForbiddenWords(Category[] categories) => _categories = categories;

    /// <summary>The list that comes with the engine.</summary>
    public static ForbiddenWords Default { get; } = LoadDefault();

    /// <summary>Reads a list.</summary>
    /// <param name="list">Lines of a category, a rule (<c>alone</c>, <c>first</c>, <c>second</c> or <c>except</c>) and words
    /// divided by
    /// semicolons, with tabs between them; lines that begin with # say nothing.</param>
    /// <exception cref="InvalidDataException">A line is none of these.</exception>
    public static ForbiddenWords Read(TextReader list)
    {
        ArgumentNullException.ThrowIfNull(list);
        Dictionary<(string Category, string Rule), List<string>> words = [];
        while (list.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] parts = line.Split('\t');
            if (parts.Length != 3 || parts[1] is not ("alone" or "first" or "second" or "except"))
                throw new InvalidDataException($"This is no line of a list of forbidden words: {line}");
            if (!words.TryGetValue((parts[0], parts[1]), out List<string>? known)) words[(parts[0], parts[1])] = known = [];
            known.AddRange(parts[2].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        return new ForbiddenWords(
            [.. words.Keys.Select(key => key.Category).Distinct(StringComparer.Ordinal).Select(name => Category.Of(name,
                words))]);
    }

    /// <inheritdoc/>
    public ForbiddenContent? Judge(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = Plain(text);
        return _categories.Select(category => category.Judge(plain)).FirstOrDefault(verdict => verdict is not null);
    }

    private static ForbiddenWords LoadDefault()
    {
        using StreamReader reader = new(typeof(ForbiddenWords).Assembly.GetManifestResourceStream("forbidden-words.txt")!);
        return Read(reader);
    }

    // Full-width letters, capitals and invisible characters within words hide nothing.
    private static string Plain(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format) continue;
            plain.Append(rune.Value == '’' ? "'" : (UnicodeFolding.Fold(rune) ?? rune.ToString()).ToLowerInvariant());
        }
        return plain.ToString();
    }

    private sealed record Category(string Name, Regex? Alone, Regex? First, Regex? Second, Regex? Except)
    {
        public static Category Of(string name, Dictionary<(string Category, string Rule), List<string>> words)
        {
            return new Category(name, Rule("alone"), Rule("first"), Rule("second"), Rule("except"));

            Regex? Rule(string rule) => words.TryGetValue((name, rule), out List<string>? list) ? Matcher(list) : null;
        }

        public ForbiddenContent? Judge(string text)
        {
            string rest = Except?.Replace(text, "|") ?? text;
            if (Alone?.Match(rest) is { Success: true } alone) return new ForbiddenContent(Name, [alone.Value]);
            return First?.Match(rest) is { Success: true } first && Second?.Match(rest) is { Success: true } second
                ? new ForbiddenContent(Name, [first.Value, second.Value])
                : null;
        }

        // The longest first, so that what is taken out is all of it.
        private static Regex Matcher(List<string> words) => new(
            string.Join('|', words.OrderByDescending(word => word.Length).Select(Pattern)),
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5));

        private static string Pattern(string word)
        {
            string pattern = Regex.Escape(word).Replace("<18", "(?<![0-9])([1-9]|1[0-7])").Replace("\\ ", "[\\s_-]+");
            bool isLatin = word.Any(char.IsAsciiLetter);
            return isLatin ? $"(?<![\\p{{L}}\\p{{N}}]){pattern}(s|es|'s)?(?![\\p{{L}}\\p{{N}}])" : pattern;
        }
    }
}
