using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Understudy.Functions.Http.Reference;

/// <summary>
/// A piece of HTML. It is written as an interpolated string whose holes are escaped, unless they are HTML themselves: what
/// is not escaped cannot be said by mistake.
/// </summary>
internal readonly struct Html
{
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>Nothing.</summary>
    public static Html None => default;

    /// <summary>A piece with holes.</summary>
    public static Html Of(Template template) => new(template.ToString());

    /// <summary>Markup of our own, such as an embedded style sheet, as it is.</summary>
    public static Html Trusted(string markup) => new(markup);

    /// <summary>Several pieces, one after the other.</summary>
    public static Html All(IEnumerable<Html> pieces, string between = "") =>
        new(string.Join(_encoder.Encode(between), pieces.Select(piece => piece.ToString())));

    /// <summary>Whether it is empty.</summary>
    public bool IsNone => string.IsNullOrEmpty(_markup);

    /// <summary>The markup.</summary>
    public override string ToString() => _markup ?? "";

    /// <summary>Takes an interpolated string apart.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _markup = new(literalLength + (formattedCount * 16));

        /// <summary>What stands in the source is HTML.</summary>
        public void AppendLiteral(string literal) => _markup.Append(literal);

        /// <summary>Text is escaped.</summary>
        public void AppendFormatted(string? text) => _markup.Append(_encoder.Encode(text ?? ""));

        /// <summary>HTML is not escaped again.</summary>
        public void AppendFormatted(Html html) => _markup.Append(html.ToString());

        /// <summary>The markup.</summary>
        public override string ToString() => _markup.ToString();
    }
}
