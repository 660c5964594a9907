using System.Text.RegularExpressions;

namespace Understudy.Functions.Http.Reference;

/// <summary>
/// The little of Markdown that the document's descriptions use: paragraphs, lists, <c>code</c> and <b>bold</b>.
/// </summary>
internal static partial class Prose
{
    /// <summary>A description of any length.</summary>
    public static Html Block(string? text) => Html.All((text ?? "")
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(block => block.StartsWith("* ", StringComparison.Ordinal)
            ? Html.Of($"<ul>{Html.All(block[2..].Split("\n* ").Select(item => Html.Of($"<li>{Line(item)}</li>")))}</ul>")
            : Html.Of($"<p>{Line(block)}</p>")));

    /// <summary>A description within a line; a list becomes a sentence.</summary>
    public static Html Inline(string? text) =>
        Line((text ?? "").Trim().TrimStart('*').Trim().Replace("\n* ", "; ", StringComparison.Ordinal));

    private static Html Line(string text) => Html.All(Marks().Split(text).Select(part => part switch
    {
        ['*', '*', .. string bold, '*', '*'] => Html.Of($"<strong>{bold}</strong>"),
        ['`', .. string code, '`'] => Html.Of($"<code>{code}</code>"),
        _ => Html.Of($"{part}"),
    }));

    [GeneratedRegex(@"(\*\*[^*]+\*\*|`[^`]+`)")]
    private static partial Regex Marks();
}
