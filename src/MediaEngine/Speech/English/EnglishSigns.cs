namespace Understudy.MediaEngine.Speech.English;

/// <summary>The names of signs.</summary>
internal static class EnglishSigns
{
    private static readonly Dictionary<char, string> _names = new()
    {
        ['&'] = "and",
        ['@'] = "at",
        ['+'] = "plus",
        ['±'] = "plus or minus",
        ['−'] = "minus",
        ['='] = "equals",
        ['≠'] = "does not equal",
        ['≈'] = "is about",
        ['≅'] = "is about",
        ['≡'] = "is identical to",
        ['≤'] = "is at most",
        ['≥'] = "is at least",
        ['≪'] = "is much less than",
        ['≫'] = "is much greater than",
        ['<'] = "less than",
        ['>'] = "greater than",
        ['×'] = "times",
        ['∙'] = "times",
        ['⋅'] = "times",
        ['÷'] = "divided by",
        ['∕'] = "divided by",
        ['⁄'] = "over",
        ['√'] = "the square root of",
        ['∛'] = "the cube root of",
        ['∞'] = "infinity",
        ['∑'] = "the sum of",
        ['∏'] = "the product of",
        ['∫'] = "the integral of",
        ['∂'] = "partial",
        ['∆'] = "delta",
        ['∇'] = "nabla",
        ['∈'] = "in",
        ['∉'] = "not in",
        ['∅'] = "the empty set",
        ['∀'] = "for all",
        ['∃'] = "there exists",
        ['∩'] = "intersected with",
        ['∪'] = "united with",
        ['⊂'] = "a subset of",
        ['∧'] = "and",
        ['∨'] = "or",
        ['¬'] = "not",
        ['∝'] = "is proportional to",
        ['∠'] = "angle",
        ['⊥'] = "is perpendicular to",
        ['∥'] = "is parallel to",
        ['∴'] = "therefore",
        ['∵'] = "because",
        ['→'] = "to",
        ['←'] = "from",
        ['↔'] = "to and from",
        ['↑'] = "up",
        ['↓'] = "down",
        ['#'] = "hash",
        ['$'] = "dollar sign",
        ['%'] = "percent",
        ['‰'] = "per mille",
        ['‱'] = "per ten thousand",
        ['*'] = "asterisk",
        ['/'] = "slash",
        ['\\'] = "backslash",
        ['|'] = "bar",
        ['¦'] = "broken bar",
        ['^'] = "caret",
        ['~'] = "tilde",
        ['`'] = "backtick",
        ['_'] = "underscore",
        ['§'] = "section",
        ['¶'] = "paragraph",
        ['†'] = "dagger",
        ['‡'] = "double dagger",
        ['※'] = "note",
        ['©'] = "copyright",
        ['®'] = "registered",
        ['™'] = "trademark",
        ['℗'] = "sound recording copyright",
        ['℮'] = "estimated",
        ['°'] = "degrees",
        ['º'] = "degrees",
        ['ª'] = "feminine",
        ['¢'] = "cents",
        ['£'] = "pounds",
        ['€'] = "euros",
        ['¥'] = "yen",
        ['¤'] = "currency sign",
        ['№'] = "number",
        ['✓'] = "check",
        ['✔'] = "check",
        ['✗'] = "cross",
        ['✘'] = "cross",
        ['⌘'] = "command",
        ['⌥'] = "option",
        ['⌃'] = "control",
        ['⏎'] = "return",
        ['⇧'] = "shift",
        ['′'] = "prime",
        ['″'] = "double prime",
        ['ℵ'] = "aleph",
        ['⁰'] = "to the 0",
        ['¹'] = "to the 1",
        ['²'] = "squared",
        ['³'] = "cubed",
        ['⁴'] = "to the 4",
        ['⁵'] = "to the 5",
        ['⁶'] = "to the 6",
        ['⁷'] = "to the 7",
        ['⁸'] = "to the 8",
        ['⁹'] = "to the 9",
        ['⁺'] = "plus",
        ['⁻'] = "minus",
        ['⁼'] = "equals",
    };

    /// <summary>Signs of which three and more draw a line.</summary>
    private const string Lines = "=*_~#+-.|/\\^`<>";

    /// <summary>The name of a sign where it stands; empty where it is silent, null where it has none.</summary>
    public static string? Say(string sentence, int at)
    {
        char sign = sentence[at];
        char before = at > 0 ? sentence[at - 1] : ' ';
        char after = at + 1 < sentence.Length ? sentence[at + 1] : ' ';
        if (Lines.Contains(sign) && IsLine(sentence, at)) return "";
        return sign switch
        {
            '#' when char.IsLetterOrDigit(before) => "sharp",
            '#' when char.IsAsciiDigit(after) => "number",
            '~' or '∼' or '〜' or '≈' when !char.IsLetterOrDigit(before) && (char.IsAsciiDigit(after) || IsMoney(after))
                => "about",
            '≤' when before == ' ' && char.IsAsciiDigit(after) => "at most",
            '≥' when before == ' ' && char.IsAsciiDigit(after) => "at least",
            // Behind a full stop that lacks its space comes a capital; ends of files' names are small.
            '.' when char.IsLower(after) || char.IsAsciiDigit(after) => "dot",
            '.' when char.IsLetter(after) && !char.IsLetterOrDigit(before) => "dot",
            // Behind a space that belongs behind it comes a capital.
            '!' when (char.IsLower(after) || after == '(') && !char.IsLetterOrDigit(before) && before is not ('!' or '?') => "not",
            '!' when after == '=' => "not",
            '*' when IsBetweenNumbers(sentence, at) => "times",
            '/' when before == ' ' && IsBetweenNumbers(sentence, at) => "divided by",
            '|' when before == ' ' || after == ' ' => "",
            // A mark of emphasis that has lost its partner.
            '*' or '_' when (before == ' ') != (after == ' ') && before is '*' or '_' or ' ' && after == sign => "",
            '+' when after == '+' || before == '+' => "plus",
            _ => _names.GetValueOrDefault(sign),
        };
    }

    /// <summary>The name of a sign within an address.</summary>
    public static string InAddress(char sign) => sign switch
    {
        '.' => "dot",
        '-' => "dash",
        ':' => "colon",
        '?' => "question mark",
        '!' => "exclamation mark",
        ',' => "comma",
        ';' => "semicolon",
        _ => _names.GetValueOrDefault(sign, ""),
    };

    private static bool IsLine(string sentence, int at)
    {
        int from = at;
        int to = at;
        while (from > 0 && sentence[from - 1] == sentence[at]) from--;
        while (to + 1 < sentence.Length && sentence[to + 1] == sentence[at]) to++;
        return to - from >= 2;
    }

    private static bool IsMoney(char sign) => sign is '$' or '€' or '£' or '¥' or '₹';

    private static bool IsBetweenNumbers(string sentence, int at)
    {
        int before = at - 1;
        int after = at + 1;
        while (before >= 0 && sentence[before] == ' ') before--;
        while (after < sentence.Length && sentence[after] == ' ') after++;
        return before >= 0 && char.IsAsciiDigit(sentence[before])
            && after < sentence.Length && char.IsAsciiDigit(sentence[after]);
    }
}
