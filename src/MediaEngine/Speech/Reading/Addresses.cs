using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Reading;

/// <summary>Written forms that are no words of any language and that each language says by their parts. The patterns begin
/// where the search begins, and want folded text.</summary>
internal static partial class Addresses
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    /// <summary>Endings by which a name without www is known for one of the web.</summary>
    private const string Domains = "com|org|net|edu|gov|info|biz|io|dev|ai|app|co|jp|uk|us|de|fr|eu|ca|au|nz|in"
        + "|cn|kr|tw|sg|ch|at"
        + "|nl|be|se|dk|fi|pl|cz|ie|it|es|pt|br|mx|ru|me|tv|fm|gg|ly|to|xyz|tech|cloud|shop|online|site|blog"
        + "|studio|tokyo";

    // A capital behind a stop begins a sentence that lacks its space, and so does a word with an apostrophe.

    /// <summary>An address of the web (<c>scheme</c>, <c>name</c>) or of mail (<c>name</c>).</summary>
    [GeneratedRegex(
        @"\G((mailto:)?(?<name>[a-z0-9._%+-]*[a-z0-9]@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,})"
        + @"|(?<scheme>(https?|ftps?|wss?)://)(?<name>[^\s\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}<>""、。「」（）]*[a-z0-9/=&#_~%-])"
        + @"|(?<name>(www\.[a-z0-9-]+(\.[a-z0-9-]+)+"
        + @"|(([a-z0-9-]+\.)+(?-i:" + Domains + @")|(?-i:([A-Z0-9-]+\.)+(COM|ORG|NET|EDU|GOV)))(?![a-z0-9@])"
        + @"(?<!\.(it|in|me|us|be|at|to)(?=['’])))(:\d+)?(/[a-z0-9/=&#_~%?.+:@!,;-]*(?<=[a-z0-9/=&#_~%-]))?))",
        Options)]
    public static partial Regex Address();

    /// <summary>A person's or a subject's name on a network: its sign, <c>@</c> or <c>#</c>, and its <c>name</c>.</summary>
    [GeneratedRegex(@"\G(?<sign>[@#])(?<name>(?!\d+\b)\w[\w.]*(?<=\w))", Options)]
    public static partial Regex Handle();
}
