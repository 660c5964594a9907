using System.Text.RegularExpressions;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Roman numerals of kings, wars and chapters, and no words that only look like them.</summary>
internal static class RomanNumerals
{
    private const string Roman = @"(?<roman>[IVXLC]+)(?<of>['’]s)?(?![\p{L}\p{Nd}]|['’]\p{L})";

    private const string Rulers = "Henry|Louis|George|Edward|Charles|James|William|Richard|Elizabeth|Mary|Philip"
        + "|Ferdinand|Francis"
        + "|Frederick|Friedrich|Wilhelm|Napoleon|Alexander|Nicholas|Ivan|Peter|Catherine|Paul|Benedict|Pius|Leo|Clement"
        + "|Gregory|Innocent|Urban|Boniface|Julius|Sixtus|Alexius|Ramses|Ramesses|Thutmose|Amenhotep|Ptolemy"
        + "|Cleopatra|Darius"
        + "|Xerxes|Artaxerxes|Constantine|Theodosius|Justinian|Otto|Rudolf|Leopold|Joseph|Maximilian|Sigismund|Albert"
        + "|Alfonso|Carlos|Felipe|Umberto|Emmanuel|Emanuel|Christian|Haakon|Harald|Olav|Gustav|Gustaf|Gustavus"
        + "|Carl|Karl"
        + "|Margrethe|Robert|David|Kenneth|Mehmed|Murad|Selim|Suleiman|Abdulhamid|Mohammed|Muhammad|Hassan|Hussein"
        + "|Abdullah|Pedro|Manuel|Afonso|John|Sancho|Stephen|Andrew|Ladislaus|Casimir|Eric|Magnus|Valdemar|Canute"
        + "|Cnut|Baldwin"
        + "|Bernard|Adrian|Anastasius|Celestine|Eugene|Honorius|Nero|Rama|Lothair|Conrad|Pepin|Clovis|Michael|Basil";

    /// <summary>Henry VIII is Henry the 8th. A single I is a number only where no verb can follow: behind a title, or at an
    /// end.</summary>
    public static EnglishForm Ruler { get; } = new(
        new Regex(
            EnglishForm.Start + $@"(?<=\b(?<title>(King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Sultan"
                + $@"|Pharaoh|Prince|Saint|St\.) (\p{{Lu}}\p{{L}}+ )?)?({Rulers}) ){Roman}(?<end>(?=\s*([.,;:)!?]"
                + $@"|of |$)))?",
            EnglishForm.Options),
        match => ValueOf(match) is { } number
            && (match.Groups["roman"].Value != "I" || match.Groups["title"].Success || match.Groups["end"].Success)
            ? "the " + EnglishNumbers.Ordinal(number) + (match.Groups["of"].Success ? "'s" : "")
            : null);

    /// <summary>World War II, Chapter IV, Part I.</summary>
    public static EnglishForm Division { get; } = new(
        new Regex(
            EnglishForm.Start + @"(?<=\b(World War|Chapter|Part|Volume|Vol\.|Book|Act|Scene|Section|Article"
                + @"|Appendix|Phase|Type|Class|Title"
                + @"|Level|Stage|Episode|Season|Figure|Fig\.|Table|Unit|Lesson|Module|Mark|Grade|Tier|Division"
                + @"|Super Bowl|Apollo"
                + @"|chapter|volume|section|article|appendix|phase|ch\.|vol\.|WW) ?)" + Roman,
            EnglishForm.Options),
        match => match.Groups["roman"].Value is "L" or "C" || ValueOf(match) is not { } number ? null
            : number + (match.Groups["of"].Success ? "'s" : ""));

    /// <summary>XXI century; Rocky IV, GTA V: two signs and more behind a name.</summary>
    public static EnglishForm Other { get; } = new(
        new Regex(
            EnglishForm.Start + @"((?<=\p{Lu}[\p{L}\p{Nd}]+ )(?<roman>[IVX]{2,})|(?<roman>[IVX]+)(?<century>(th"
                + @"|st|nd|rd)?(?=[- ][Cc]entur)))(?![\p{L}\p{Nd}]|['’]\p{L})",
            EnglishForm.Options),
        match => ValueOf(match) is not { } number ? null
            : match.Groups["century"].Success ? EnglishNumbers.Ordinal(number) : number.ToString());

    private static int? ValueOf(Match match) => RomanNumber.Parse(match.Groups["roman"].Value);
}
