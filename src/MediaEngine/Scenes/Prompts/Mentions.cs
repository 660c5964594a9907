namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>Puts together what a sentence says of each thing: how many, which colour, where, how it moves, or that there is none.</summary>
internal sealed class Mentions
{
    private readonly Word[] _words;
    private readonly WordOrder _order;

    // The mention that a word's first concept became; null for words of another role, and for what was said of another.
    private readonly Mention?[] _mentions;

    private Mentions(Word[] words, WordOrder order)
    {
        _words = words;
        _order = order;
        _mentions = [.. words.Select(word => word.Concepts.Count > 0 ? new Mention(word.Concepts[0], word.Written) : null)];
    }

    /// <summary>What the words mention, in their order.</summary>
    public static IReadOnlyList<Mention> Of(Word[] words, WordOrder order)
    {
        Mentions mentions = new(words, order);
        for (int at = 0; at < words.Length; at++) mentions.Attribute(at);
        for (int at = 0; at < words.Length; at++)
            if (words[at].Role == WordRole.None) mentions.Deny(at);
        return
        [
            .. words.SelectMany((word, at) => mentions._mentions[at] is { } mention
                ? word.Concepts.Skip(1).Select(more => mention with { Concept = more }).Prepend(mention)
                : []),
        ];
    }

    private void Attribute(int at)
    {
        Word word = _words[at];
        if (word.Role == WordRole.Count && Next(at, passes: Described) is { } counted)
            _mentions[counted] = _mentions[counted]! with { Count = word.Count };
        else if (word.Role == WordRole.Count && _order == WordOrder.Japanese && Previous(at) is { } before)
            _mentions[before] = _mentions[before]! with { Count = word.Count };
        switch (word.Kind)
        {
            // Of no thing, it is a colour of the whole.
            case ConceptKind.Colour when Next(at, passes: Described, times: true) is { } coloured:
                _mentions[coloured] = _mentions[coloured]! with { Colour = word.Concepts[0].Id };
                _mentions[at] = null;
                break;
            case ConceptKind.Position when Placed(at) is { } placed:
                _mentions[placed] = _mentions[placed]! with { Position = word.Concepts[0].Id };
                _mentions[at] = null;
                break;
            case ConceptKind.Motion when Moved(at) is { } moved:
                _mentions[moved] = _mentions[moved]! with { Motion = word.Concepts[0].Id };
                _mentions[at] = null;
                break;
        }
    }

    // Between a thing and its number or colour there may be more that is said of it, but no joint.
    private static bool Described(Word word) => word.IsPassedOver || word.Kind is ConceptKind.Motion or ConceptKind.Season;

    private int? Placed(int at) => _order == WordOrder.English
        ? Previous(at, links: true) ?? Next(at, passes: word => word.Role != WordRole.None)
        : Next(at, passes: word => word.Role is not (WordRole.None or WordRole.Break)) ?? Previous(at, links: true);

    private int? Moved(int at)
    {
        bool precedes = _order switch
        {
            WordOrder.English => Previous(at) is null && Next(at, Described) is not null,
            WordOrder.Japanese => at + 1 < _words.Length && _words[at + 1].IsThing,
            _ => (at == 0 || !_words[at - 1].IsThing) && at + 2 < _words.Length && _words[at + 1].Written == "的"
                && Next(at + 1, Described) is not null,
        };
        return precedes ? Next(at, Described) : Previous(at, links: true);
    }

    private void Deny(int at)
    {
        if (_order == WordOrder.Japanese)
        {
            if (Previous(at, links: true) is { } denied) _mentions[denied] = _mentions[denied]! with { IsAbsent = true };
            return;
        }
        // "No people or cars in the street": up to what says where; 没有人的街道: up to what it is said of.
        for (int next = at + 1; next < _words.Length && _words[next].Role is not (WordRole.Break or WordRole.None); next++)
        {
            if (_words[next].Written == "的") break;
            if (_words[next].Role == WordRole.Link && _words[next].Written.ToLowerInvariant() is not ("and" or "or" or "和" or "与" or "以及"))
                break;
            if (_mentions[next] is { } mention) _mentions[next] = mention with { IsAbsent = true };
        }
    }

    private int? Next(int at, Func<Word, bool> passes, bool times = false)
    {
        for (int next = at + 1; next < _words.Length; next++)
        {
            if (_words[next].IsThing || (times && _words[next].Kind is ConceptKind.Time or ConceptKind.Season)) return next;
            if (!passes(_words[next])) return null;
        }
        return null;
    }

    private int? Previous(int at, bool links = false)
    {
        for (int before = at - 1; before >= 0; before--)
        {
            if (_words[before].IsThing) return before;
            Word word = _words[before];
            bool passes = word.IsPassedOver || word.Kind is ConceptKind.Motion or ConceptKind.Position
                || (links && word.Role == WordRole.Link);
            if (!passes) return null;
        }
        return null;
    }
}
