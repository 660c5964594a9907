using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>What machines write in figures and the letters A to F: said sign by sign.</summary>
internal static class EnglishCodes
{
    private const string Hex = "[0-9A-Fa-f]";

    private const string End = @"(?![\p{L}\p{Nd}])";

    /// <summary>00:1A:2B:3C:4D:5E, 2001:db8::1, with their signs said.</summary>
    public static EnglishForm Hardware { get; } = Form(
        $"({Hex}{{2}}(:{Hex}{{2}}){{5}}|{Hex}{{2}}(-{Hex}{{2}}){{5}}|{Hex}{{1,4}}(:{Hex}{{1,4}}){{7}}"
            + $@"|(?=[0-9A-Fa-f:]*\d)({Hex}{{1,4}}(:{Hex}{{1,4}})*)?::({Hex}{{1,4}}(:{Hex}{{1,4}})*)?)" + End + "(?!:)",
        code => string.Join(' ', code.Select(c => c switch
        {
            ':' => "colon",
            '-' => "dash",
            _ => char.ToUpperInvariant(c).ToString(),
        })));

    /// <summary>550e8400-e29b-41d4-a716-446655440000, 9fceb02d0ae5: letters and figures mixed.</summary>
    public static EnglishForm Hexadecimal { get; } = Form(
        $"({Hex}{{8}}(-{Hex}{{4}}){{3}}-{Hex}{{12}}|(?={Hex}*-?({Hex}+-)*({Hex}*\\d[A-Fa-f]|{Hex}*[A-Fa-f]\\d))({Hex}{{4,}}-)+{Hex}{{4,}}"
            + $@"|(?=\d*[A-Fa-f]+\d+[A-Fa-f]|\d*[A-Fa-f]{{2,}}\d)({Hex}{{7,}}))" + End + @"(?![-:]\d)",
        code => string.Join(", ", code.ToUpperInvariant().Split('-').Select(group => string.Join(' ', group.AsEnumerable()))));

    private static EnglishForm Form(string pattern, Func<string, string> say) =>
        new(new Regex(EnglishForm.Start + pattern, EnglishForm.Options), match => say(match.Value));
}
