using System.Buffers;
using System.Text;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Words in plain letters, as the synthesizer needs them: without accents, capitals that are names of letters
/// apart, and Greek and Cyrillic in Latin letters.</summary>
internal static class EnglishLetters
{
    private const int LongestAcronym = 5;
    private const int LongestSymbol = 3;

    private static readonly SearchValues<char> _vowels = SearchValues.Create("AEIOUY");

    private static readonly Dictionary<char, string> _plain = new()
    {
        ['ß'] = "ss",
        ['ẞ'] = "SS",
        ['æ'] = "ae",
        ['Æ'] = "AE",
        ['œ'] = "oe",
        ['Œ'] = "OE",
        ['ø'] = "o",
        ['Ø'] = "O",
        ['ł'] = "l",
        ['Ł'] = "L",
        ['đ'] = "d",
        ['Đ'] = "D",
        ['ð'] = "th",
        ['Ð'] = "Th",
        ['þ'] = "th",
        ['Þ'] = "Th",
        ['ı'] = "i",
        ['ŋ'] = "ng",
        ['Ŋ'] = "Ng",
        ['ħ'] = "h",
        ['Ħ'] = "H",
        ['ŧ'] = "t",
        ['Ŧ'] = "T",
        ['ə'] = "e",
        ['Ə'] = "E",
        ['ƒ'] = "f",
        ['ɓ'] = "b",
        ['ɗ'] = "d",
        ['ƙ'] = "k",
        ['ĸ'] = "k",
        ['ɛ'] = "e",
        ['ɔ'] = "o",
        ['ŉ'] = "n",
        ['’'] = "'",
        ['‘'] = "'",
        ['ʼ'] = "'",
        ['ʻ'] = "'",
        ['\''] = "'",
    };

    private static readonly string[] _greekNames =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
        "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    private static readonly string[] _greekLetters =
    [
        "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "i", "f",
        "ch", "ps", "o",
    ];

    private static readonly string[] _cyrillicLetters =
    [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
        "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "e", "yo", "dj", "g", "ye", "dz", "i", "yi", "j", "lj",
        "nj", "c", "k", "i", "u", "dz",
    ];

    /// <summary>Capitals that are words all the same.</summary>
    private static readonly HashSet<string> _words = new(StringComparer.Ordinal)
    {
        "THE", "AND", "NOT", "YOU", "ARE", "FOR", "ALL", "NEW", "NOW", "CAN", "GET", "SEE", "BUY", "BIG", "OUT", "OFF", "YES",
        "OUR", "ANY", "BUT", "HOW", "WHY", "TOP", "HOT", "WAS", "HAS", "HAD", "HIS", "HER", "SHE", "HIM", "ITS", "LET", "END",
        "DAY", "ONE", "TWO", "SIX", "TEN", "TRY", "USE", "WAY", "WIN", "OLD", "MAY", "RUN", "SET", "GO", "NO", "ON", "OF",
        "TO", "IN", "IS", "IF", "SO", "UP", "BY", "BE", "DO", "ME", "MY", "WE", "HE", "AT", "AN", "AS", "OR", "OH", "PIN",
        "RAM", "ROM", "SIM", "GIF", "MIX", "WAR", "LAW", "SUN", "SEA", "ART", "MAX", "MIN", "SAT", "ZIP", "LOL", "CEO'S", "I",
        "MOM", "DAD", "MAN", "BOY", "CAR", "DOG", "CAT", "RED", "BAD", "FUN", "JOB", "KEY", "LOW", "OWN", "PAY", "PUT", "SAY",
        "TAX", "TOO", "WHO", "GAS", "OIL", "EAT", "ADD", "BAN", "BET", "BOX", "CUT", "DIE", "DRY", "EGG", "FAR", "FIT",
        "FIX", "FLY", "GUN", "HIT", "ICE", "LAB", "LED", "LIE", "MAP", "MUD", "NET", "NEXT", "PAN", "PEN", "PET",
    };

    /// <summary>Capitals of words that could be said and are not.</summary>
    private static readonly HashSet<string> _spelled = new(StringComparer.Ordinal)
    {
        "IEEE", "HDMI", "OECD", "ICAO", "ISBN", "RSVP", "ADHD", "ASAP", "YMCA", "NCAA", "UEA", "UAE", "USA", "USAF", "AOL",
        "AARP",
        "IUPAC", "BBQ", "DIY", "FAQ", "EULA", "IOU", "IPO", "ISO", "ETA", "WHO", "LED", "ROI", "SOS", "USB", "UFO",
        "VIP", "API", "APIS", "GUI", "CEO", "CFO", "CTO", "COO", "EUR", "USD", "CAD", "AUD", "IOS", "ATM", "HIV", "CIA",
        "IT", "US", "UK", "EU", "UN", "AI", "AM", "PM", "AD", "ID", "UI", "UX", "OS", "ER", "LA", "MA", "ME/CFS",
    };

    /// <summary>A word of any alphabet with letters of its own in Latin; empty if it has none.</summary>
    /// <param name="word">Letters, with apostrophes and marks.</param>
    /// <param name="shouted">Whether everything around it is in capitals too.</param>
    public static string Say(string word, bool shouted = false)
    {
        string latin = ToLatin(word);
        int suffix = latin.EndsWith("'s", StringComparison.Ordinal) || latin.EndsWith("'S", StringComparison.Ordinal) ? 2
            : latin.Length > 2 && latin[^1] == 's' && char.IsAsciiLetterUpper(latin[^2]) ? 1
            : 0;
        string capitals = latin[..^suffix];
        if (capitals.Length == 0 || !capitals.All(char.IsAsciiLetterUpper)) return latin.Trim('\'');
        if (!IsSpelled(capitals, shouted)) return latin.Length == 1 ? latin : latin.ToLowerInvariant();
        return string.Join(' ', capitals.AsEnumerable()) + (suffix > 0 ? "'s" : "");
    }

    /// <summary>The name of a letter of mathematics; other text as it is.</summary>
    public static string SayLetter(string letter) =>
        letter.Length == 1 && GreekIndex(letter[0]) is >= 0 and int index ? _greekNames[index] : letter;

    /// <summary>Greek letters by their names where they stand for something: α, Δx; empty for a word.</summary>
    public static string SaySymbols(string word)
    {
        bool symbols = word.Length == 1
            || (word.Length <= LongestSymbol && word.Any(char.IsAsciiLetter) && word.Any(c => GreekIndex(c) >= 0));
        return symbols && word.All(c => char.IsAsciiLetter(c) || GreekIndex(c) >= 0)
            ? string.Join(' ', word.Select(c => SayLetter(c.ToString())))
            : "";
    }

    /// <summary>A word in Latin letters without accents; what has none is left out.</summary>
    public static string ToLatin(string word)
    {
        StringBuilder latin = new(word.Length);
        foreach (Rune rune in word.EnumerateRunes())
        {
            Rune bare = UnicodeFolding.WithoutMarks(rune);
            if (!bare.IsBmp) continue;
            char c = (char)bare.Value;
            if (char.IsAsciiLetter(c))
                latin.Append(c);
            else if (_plain.TryGetValue(c, out string? plain))
                latin.Append(plain);
            else if (Transliterate(c) is { Length: > 0 } letters)
                latin.Append(char.IsUpper(c) ? char.ToUpperInvariant(letters[0]) + letters[1..] : letters);
        }

        return latin.ToString();
    }

    private static string? Transliterate(char c)
    {
        if (GreekIndex(c) is >= 0 and int greek) return _greekLetters[greek];
        int lower = char.ToLowerInvariant(c);
        return lower is >= 'а' and <= 'џ' && lower - 'а' < _cyrillicLetters.Length ? _cyrillicLetters[lower - 'а']
            : lower == 'ґ' ? "g"
            : null;
    }

    private static int GreekIndex(char c) => char.ToLowerInvariant(c) is >= 'α' and <= 'ω' and char lower ? lower - 'α' : -1;

    private static bool IsSpelled(string capitals, bool shouted)
    {
        if (capitals.Length == 1) return false;
        if (!capitals.AsSpan().ContainsAny(_vowels)
            || (_spelled.Contains(capitals) && !(shouted && _words.Contains(capitals))))
            return capitals.Length <= LongestAcronym || !capitals.AsSpan().ContainsAny(_vowels);
        return !shouted && capitals.Length <= 3 && !_words.Contains(capitals);
    }
}
