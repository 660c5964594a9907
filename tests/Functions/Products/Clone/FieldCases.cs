namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Values that a field may not have, as JSON; null stands for a field that is missing.</summary>
internal static class FieldCases
{
    public const string LoneSurrogate = "\"a\\ud800b\"";

    /// <summary>What no required text may be.</summary>
    public static IEnumerable<string?> NoText(int max) =>
    [
        null, "null", "5", "true", "[]", "{}", "\"\"", "\"   \"", LoneSurrogate, "\"\\udc00\"", "\"a\\u0000b\"",
        "\"a\\u001bb\"", Quoted('x', max + 1), Emoji(max + 1),
    ];

    /// <summary>What no word of a closed set may be, whatever the set.</summary>
    public static string[] NoWord { get; } =
        ["5", "true", "[]", "{}", "\"\"", "\"nonsense\"", "\" upload\"", "\"UPLOAD\"", "\"0\"", LoneSurrogate];

    /// <summary>What no UUID is.</summary>
    public static string[] NoUuid { get; } =
    [
        "5", "true", "[]", "{}", "\"\"", "\"nonsense\"", LoneSurrogate, "\"\\ud800\"",
        "\"0190a000-0000-7000-8000-00000000000\"", "\"{0190a000-0000-7000-8000-000000000000}\"",
        "\"0190a000000070008000000000000000\"",
    ];

    /// <summary>A JSON text of so many equal characters.</summary>
    public static string Quoted(char character, int count) => $"\"{new string(character, count)}\"";

    /// <summary>A JSON text of so many emoji, each of which is one character and two code units.</summary>
    public static string Emoji(int count) => $"\"{string.Concat(Enumerable.Repeat("😀", count))}\"";
}
