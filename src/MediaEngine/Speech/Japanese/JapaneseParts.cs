using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>What a part of a sentence is.</summary>
internal enum PartKind
{
    /// <summary>Kana, kanji and their punctuation: the dictionary reads it.</summary>
    Native,

    /// <summary>Numbers, dates and what belongs to them.</summary>
    Figures,

    /// <summary>A word in Latin letters.</summary>
    Latin,

    /// <summary>A sign with a name.</summary>
    Said,

    /// <summary>Named because nothing says it.</summary>
    Replaced,

    /// <summary>White space and ornaments.</summary>
    Silent,
}

/// <summary>A part of a sentence.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Reading">How it is said, in hiragana; the plain word if it is Latin; empty if it is native.</param>
/// <param name="Leans">Whether it leans on what stands before it.</param>
internal sealed record JapanesePart(PartKind Kind, int Start, int End, string Reading = "", bool Leans = false);

/// <summary>A sentence cut into what is read in different ways.</summary>
internal sealed partial class JapaneseParts
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private readonly WrittenText _sentence;
    private readonly ReadingNotes _notes;
    private readonly List<JapanesePart> _parts = [];
    private int _native;

    private JapaneseParts(WrittenText sentence, ReadingNotes notes)
    {
        _sentence = sentence;
        _notes = notes;
    }

    /// <summary>What was cut.</summary>
    public WrittenText Text => _sentence;

    /// <summary>The parts, in order; together they are the whole sentence.</summary>
    public IReadOnlyList<JapanesePart> Parts => _parts;

    /// <summary>Whether anything but names for what cannot be said is said.</summary>
    public bool HasWords => _parts.Any(part => part.Kind is PartKind.Said or PartKind.Figures or PartKind.Latin
        || (part.Kind == PartKind.Native && _sentence.Text[part.Start..part.End].EnumerateRunes().Any(IsSyllable)));

    /// <summary>The native parts, for the dictionary.</summary>
    public IEnumerable<NativeText> Native => _parts
        .Where(part => part.Kind == PartKind.Native)
        .Select(part => NativeText.Of(_sentence.Text, part.Start, part.End));

    /// <summary>Cuts a sentence.</summary>
    /// <param name="sentence">Prepared with what <see cref="JapaneseSigns.Keeps"/>.</param>
    /// <param name="notes">Hears of what is not said as it is written.</param>
    public static JapaneseParts Of(WrittenText sentence, ReadingNotes notes)
    {
        JapaneseParts parts = new(sentence, notes);
        string text = sentence.Text;
        int at = JapaneseSigns.Bullet(text);
        if (at > 0 && at < text.Length)
            parts.Add(new JapanesePart(PartKind.Silent, 0, at));
        else
            at = 0;
        while (at < text.Length)
            at = parts.CutAt(at);
        parts.EndNative(text.Length);
        return parts;
    }

    /// <returns>Where the next part begins.</returns>
    private int CutAt(int at)
    {
        string text = _sentence.Text;
        if (char.IsWhiteSpace(text[at])) return Add(new JapanesePart(PartKind.Silent, at, at + 1));
        if (JapaneseSigns.Ornament(text, at) is > 0 and int ornament)
        {
            if (text.AsSpan(at, ornament).ContainsAny('(', ')')) _notes.NotSpoken(_sentence.ShownBetween(at, at + ornament));
            return Add(new JapanesePart(PartKind.Silent, at, at + ornament));
        }

        if (Addresses.Address().Match(text, at) is { Success: true } address && !EndsInLetter(at))
            return AddAddress(address);
        if (NativeText.IsLongVowel(text, at) && !FromTo().IsMatch(text, at) && !AfterFigure(at)) return at + 1;
        if (JapaneseNumbers.At(text, at, AfterFigure(at)) is { } figure)
            return Add(new JapanesePart(PartKind.Figures, at, at + figure.Length, figure.Kana, figure.Leans));
        if (Laughter().Match(text, at) is { Success: true } laughter)
            return Add(new JapanesePart(PartKind.Said, at, at + laughter.Length, "わら"));
        if (LatinWord().Match(text, at) is { Success: true } latin)
            return Add(new JapanesePart(PartKind.Latin, at, at + latin.Length, Plain(latin.Value)));
        if (FromTo().Match(text, at) is { Success: true } range)
            return Add(new JapanesePart(PartKind.Said, at, at + range.Length, "から", Leans: true));
        if (Dot().Match(text, at) is { Success: true }) return Add(new JapanesePart(PartKind.Said, at, at + 1, "どっと"));
        if (Hashtag().Match(text, at) is { Success: true } tag)
            return Add(new JapanesePart(PartKind.Said, at, at + tag.Length, "はっしゅたぐ"));
        if (GreekWord().Match(text, at) is { Success: true } greek) return AddGreek(greek);
        if (JapaneseSigns.At(text, at) is { } sign)
            return Add(new JapanesePart(PartKind.Said, at, at + sign.Length, sign.Kana));

        var rune = Rune.GetRuneAt(text, at);
        return IsNative(rune) || JapaneseSigns.IsSilent(rune) ? at + rune.Utf16SequenceLength : Replace(at, rune);
    }

    private bool AfterFigure(int at) => _native == at && _parts is [.., { Kind: PartKind.Figures, Leans: false }];

    private bool EndsInLetter(int at) =>
        at > 0 && _sentence.Text[at - 1] is char last && (char.IsAsciiLetterOrDigit(last) || last is '.' or '_' or '-');

    private static bool IsNative(Rune rune) =>
        rune.Value is (>= 'ぁ' and <= 'ヿ') or '々' or '〻' or (>= '〱' and <= '〵') || IsSyllable(rune);

    private static bool IsSyllable(Rune rune) => (rune.IsBmp && Kana.IsKana((char)rune.Value))
        || KanjiForms.Reading(rune) is not null
        || OldKana.ToModern(rune) is not null;

    /// <summary>A run of one script is named once.</summary>
    private int Replace(int at, Rune first)
    {
        string text = _sentence.Text;
        string name = JapaneseSigns.NameOf(first);
        int end = at + first.Utf16SequenceLength;
        for (int i = end; i < text.Length;)
        {
            var rune = Rune.GetRuneAt(text, i);
            bool belongs = rune.Value != ' ' && !IsNative(rune) && !Rune.IsPunctuation(rune) && !Rune.IsDigit(rune)
                && !LatinWord().IsMatch(text, i) && (JapaneseSigns.NameOf(rune) == name || IsMark(rune));
            if (!belongs && rune.Value != ' ') break;
            i += rune.Utf16SequenceLength;
            if (belongs) end = i;
        }

        _notes.Replaced(_sentence.ShownBetween(at, end), name);
        return Add(new JapanesePart(PartKind.Replaced, at, end, name));
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.NonSpacingMark;

    /// <summary>A word in Greek letters is spelled.</summary>
    private int AddGreek(Match word)
    {
        string kana = string.Concat(word.Value.Select(letter => JapaneseSigns.Greek(letter) ?? ""));
        _notes.Spelled(_sentence.ShownBetween(word.Index, word.Index + word.Length), kana);
        return Add(new JapanesePart(PartKind.Said, word.Index, word.Index + word.Length, kana));
    }

    /// <summary>An address is said piece by piece; nobody says its scheme.</summary>
    private int AddAddress(Match address)
    {
        Group name = address.Groups["name"];
        if (name.Index > address.Index) Add(new JapanesePart(PartKind.Silent, address.Index, name.Index));

        foreach (Match piece in AddressPiece().Matches(name.Value))
        {
            int start = name.Index + piece.Index;
            Add(char.IsAsciiLetter(piece.ValueSpan[0]) && piece.Value is not ("com" or "www")
                ? new JapanesePart(PartKind.Latin, start, start + piece.Length, piece.Value)
                : new JapanesePart(PartKind.Said, start, start + piece.Length, PieceKana(piece.Value)));
        }

        return address.Index + address.Length;
    }

    private static string PieceKana(string piece) => piece switch
    {
        "com" => "こむ",
        "www" => "だぶりゅーだぶりゅーだぶりゅー",
        "." => "どっと",
        "-" => "はいふん",
        ":" => "ころん",
        "?" => "はてな",
        _ when char.IsAsciiDigit(piece[0]) => Numerals.Spell(piece),
        _ => JapaneseSigns.At(piece, 0)?.Kana ?? JapaneseSigns.NameOf(Rune.GetRuneAt(piece, 0)),
    };

    private int Add(JapanesePart part)
    {
        EndNative(part.Start);
        _parts.Add(part);
        return _native = part.End;
    }

    private void EndNative(int end)
    {
        if (end > _native) _parts.Add(new JapanesePart(PartKind.Native, _native, end));
    }

    /// <summary>Latin letters as English spelling has them.</summary>
    private static string Plain(string word)
    {
        StringBuilder plain = new();
        foreach (Rune rune in word.EnumerateRunes())
        {
            Rune bare = UnicodeFolding.WithoutMarks(rune);
            plain.Append(bare.Value switch
            {
                'ß' => "ss",
                'æ' => "ae",
                'Æ' => "AE",
                'œ' => "oe",
                'Œ' => "OE",
                'ø' => "o",
                'Ø' => "O",
                'ł' => "l",
                'Ł' => "L",
                'đ' or 'ð' => "d",
                'Đ' or 'Ð' => "D",
                'ı' => "i",
                'Ħ' => "H",
                'ħ' => "h",
                'ĸ' => "k",
                'Ŋ' => "NG",
                'ŋ' => "ng",
                'Ŧ' => "T",
                'ŧ' => "t",
                'þ' => "th",
                'Þ' => "Th",
                '’' => "'",
                _ => bare.ToString(),
            });
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"\G[A-Za-zÀ-ÖØ-öø-žǍ-ǜǦ-ǭǰǴǵǸ-țȞȟȦ-ȳḀ-ỹ]+(['’][A-Za-z]+)?", Options)]
    private static partial Regex LatinWord();

    /// <summary>それなw, すごいｗｗｗ: as read, わら.</summary>
    [GeneratedRegex(@"(?<=[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}。！？!?)])\Gw+(?![A-Za-z0-9.@/'-])", Options)]
    private static partial Regex Laughter();

    [GeneratedRegex(
        @"(?<=[\p{IsCJKUnifiedIdeographs}A-Za-z0-9)」])\G\s?[〜~]\s?(?=[\p{IsCJKUnifiedIdeographs}A-Za-z0-9¥$€「(])"
        + @"|(?<=\p{IsKatakana})\G\s?[〜~]\s?(?=[\p{IsCJKUnifiedIdeographs}A-Za-z0-9])"
        + @"|(?<=[\p{IsCJKUnifiedIdeographs}A-Za-z0-9])\G\s?[〜~]\s?(?=\p{IsKatakana})",
        Options)]
    private static partial Regex FromTo();

    [GeneratedRegex(@"\G[Α-Ωα-ωΆ-ώἀ-ῼ]{2,}", Options)]
    private static partial Regex GreekWord();

    /// <summary>Node.js and .NET, but not the full stop of a sentence.</summary>
    [GeneratedRegex(@"(?<![A-Za-z]\s)\G\.(?=[A-Za-z])|(?<=[A-Za-z0-9])\G\.(?=[0-9])", Options)]
    private static partial Regex Dot();

    [GeneratedRegex(@"\G#(?=\w)", Options)]
    private static partial Regex Hashtag();

    [GeneratedRegex(@"[A-Za-z]+|\d+|.", Options)]
    private static partial Regex AddressPiece();
}
