using Microsoft.AspNetCore.Html;

namespace Understudy.Functions.Sandbox;

/// <summary>Writes markup: whatever is put into it is encoded, unless it is markup itself.</summary>
internal static class Html
{
    /// <summary>No markup.</summary>
    public static IHtmlContent Nothing => HtmlString.Empty;

    /// <summary>Markup with values in it; attributes must be in double quotes.</summary>
    public static IHtmlContent Of(FormattableString markup) =>
        new HtmlFormattableString(markup.Format, markup.GetArguments());

    /// <summary>The markup of each item, one after the other.</summary>
    public static IHtmlContent Each<T>(IEnumerable<T> items, Func<T, IHtmlContent> markup)
    {
        HtmlContentBuilder all = new();
        foreach (T item in items) all.AppendHtml(markup(item));
        return all;
    }
}
