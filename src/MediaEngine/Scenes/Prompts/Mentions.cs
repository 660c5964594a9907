namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>Puts together what a sentence says of each thing: how many, which colour, where, how it moves, or that there is none.</summary>
internal sealed class Mentions
{
    private readonly Word[] _words;
    private readonly WordOrder _order;
    private readonly Neighbours _neighbours;

    // The mention that a word's first concept became; null for words of another role, and for what was said of another.
    private readonly Mention?[] _mentions;

    // What is not understood: words, and what is said of them.
    private readonly bool[] _isStrange;

    private Mentions(Word[] words, WordOrder order)
    {
        _words = words;
        _order = order;
        _neighbours = new Neighbours(words);
        _mentions = [.. words.Select(word => word.Concepts.Count > 0 ? new Mention(word.Concepts[0], word.Written) : null)];
        _isStrange = [.. words.Select(word => word.Role == WordRole.Unknown)];
    }

    /// <summary>What the words mention, in their order, and what of them is not understood.</summary>
    public static (IReadOnlyList<Mention> Mentioned, IEnumerable<string> Strange) Of(Word[] words, WordOrder order)
    {
        Mentions mentions = new(words, order);
        for (int at = 0; at < words.Length; at++) mentions.Attribute(at);
        Denials.Apply(words, order, mentions._mentions, mentions._isStrange);
        return (
            [
                .. words.SelectMany((word, at) => mentions._mentions[at] is { } mention
                    ? word.Concepts.Skip(1).Select(more => mention with { Concept = more }).Prepend(mention)
                    : []),
            ],
            words.Where((_, at) => mentions._isStrange[at]).Select(word => word.Written));
    }

    private void Attribute(int at)
    {
        Word word = _words[at];
        if (word.Role == WordRole.Count && Counted(at) is { } counted)
            Say(counted, mention => word.Count > 0 ? mention with { Count = word.Count } : mention with { IsAbsent = true });
        if (word.Role == WordRole.Worn && !_isStrange[at]) _isStrange[at] = Wearer(at) is null;
        switch (word.Kind)
        {
            case ConceptKind.Colour:
                Colour(at);
                break;
            case ConceptKind.Position when Placed(at) is { } placed:
                Say(placed, mention => mention with { Position = word.Concepts[0].Id });
                _mentions[at] = null;
                break;
            case ConceptKind.Motion when Moved(at) is { } moved:
                Say(moved, mention => mention with { Motion = word.Concepts[0].Id });
                _mentions[at] = null;
                break;
        }
    }

    private void Say(int of, Func<Mention, Mention> said) => _mentions[of] = said(_mentions[of]!);

    private void Colour(int at)
    {
        Word word = _words[at];
        int? worn = _neighbours.Worn(at);
        if ((worn is { } clothes ? Wearer(clothes) : _neighbours.Next(at, Described, times: true)) is { } coloured)
        {
            // Of several things that somebody wears, the first counts.
            Say(coloured, mention => mention with { Colour = worn is null ? word.Concepts[0].Id : mention.Colour ?? word.Concepts[0].Id });
            _mentions[at] = null;
        }
        else if (worn is not null || (_order == WordOrder.English && _neighbours.IsOfStrange(at)))
        {
            // The colour of something that is not known is no colour of the rest.
            _mentions[at] = null;
            _isStrange[at] = true;
        }
        // Of no thing, it is a colour of the whole.
    }

    // "A girl with a blue dress"; "in a red coat, a man"; 青いドレスの少女; 穿蓝裙子的女孩, 女孩穿着蓝裙子.
    private int? Wearer(int at)
    {
        int? before = _neighbours.Person(at, step: -1);
        int? after = _neighbours.Person(at, step: 1);
        return _order == WordOrder.English ? before ?? after : after ?? before;
    }

    private int? Counted(int at) => _neighbours.Next(at, Described)
        ?? (_order == WordOrder.Japanese ? _neighbours.Previous(at) : null);

    // Between a thing and its number or colour there may be more that is said of it, but no joint.
    private static bool Described(Word word) => word.IsPassedOver || word.Kind is ConceptKind.Motion or ConceptKind.Season;

    private int? Placed(int at) => _order == WordOrder.English
        ? Subject(at) ?? _neighbours.Next(at, passes: word => word.Role != WordRole.None)
        : _neighbours.Next(at, passes: word => word.Role is not (WordRole.None or WordRole.Break))
            ?? _neighbours.Previous(at, links: true);

    private int? Moved(int at)
    {
        bool precedes = _order switch
        {
            WordOrder.English => _neighbours.Previous(at) is null && _neighbours.Next(at, Described) is not null,
            WordOrder.Japanese => at + 1 < _words.Length && _words[at + 1].IsThing,
            _ => (at == 0 || !_words[at - 1].IsThing) && at + 2 < _words.Length && _words[at + 1].Written == "的"
                && _neighbours.Next(at + 1, Described) is not null,
        };
        if (precedes) return _neighbours.Next(at, Described);
        // Of water and weather that is what they do; anything else is in them.
        return _words[at].Concepts[0].Id is "flowing" or "crashing" or "falling" ? _neighbours.Previous(at, links: true) : Subject(at);
    }

    // "A girl in the rain on the left": the girl, for the rain only tells where she is.
    private int? Subject(int at)
    {
        int? before = _neighbours.Previous(at, links: true);
        return _order == WordOrder.English && before is { } place && _neighbours.IsWhere(place)
            && _neighbours.Previous(place, links: true) is { } who && !_words[who].FillsPicture
            ? who
            : before;
    }
}
