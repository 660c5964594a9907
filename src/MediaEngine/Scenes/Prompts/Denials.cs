namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>Finds what a sentence says that there is none of.</summary>
internal static class Denials
{
    private static readonly string[] _ands = ["and", "和", "与", "以及"];
    private static readonly string[] _ors = ["or"];
    private static readonly string[] _articles = ["a", "an", "the", "some"];

    // What forbids instead of telling: all that is listed behind it is meant.
    private static readonly string[] _forbids = ["avoid", "avoiding", "exclude", "excluding", "避免", "不要", "排除"];

    // 猫も犬もいない: neither cats nor dogs.
    private static readonly string[] _alike = ["も", "や"];

    /// <summary>Marks it in what is mentioned.</summary>
    /// <param name="words">The sentence.</param>
    /// <param name="order">On which side things are denied.</param>
    /// <param name="mentions">What each word mentions, if anything.</param>
    /// <param name="isStrange">Which words are not understood: that there is none of what no picture knows as a thing ("no
    /// lights") as well.</param>
    public static void Apply(Word[] words, WordOrder order, Mention?[] mentions, bool[] isStrange)
    {
        for (int at = 0; at < words.Length; at++)
        {
            if (words[at].Role != WordRole.None) continue;
            if (order == WordOrder.Japanese) DenyBefore(words, at, mentions, isStrange);
            else DenyBehind(words, at, mentions, isStrange);
        }
    }

    private static void DenyBefore(Word[] words, int at, Mention?[] mentions, bool[] isStrange)
    {
        int before = at - 1;
        while (before >= 0 && mentions[before] is null && words[before] is { IsNoun: false, Role: not (WordRole.Break or WordRole.None) })
            before--;
        if (before >= 0 && words[before].IsNoun) isStrange[before] = true;
        while (before >= 0 && mentions[before] is { } denied)
        {
            mentions[before] = denied with { IsAbsent = true };
            bool isListed = before >= 2 && _alike.Contains(words[before - 1].Written);
            before = isListed ? before - 2 : -1;
        }
    }

    // "No people or cars in the street": up to what says where; 没有人的街道: up to what it is said of.
    private static void DenyBehind(Word[] words, int at, Mention?[] mentions, bool[] isStrange)
    {
        bool any = false;
        bool isJoined = false;
        for (int next = at + 1; next < words.Length; next++)
        {
            Word word = words[next];
            string written = word.Written.ToLowerInvariant();
            if (word.Role == WordRole.None || written == "的") return;
            if (word.Role == WordRole.Break && !IsListed(words, at, next)) return;
            if (word.Role == WordRole.Link)
            {
                if (any && !_ands.Contains(written) && !_ors.Contains(written)) return;
                isJoined |= any && _ands.Contains(written);
                continue;
            }
            // "No clouds and a boat": something else begins.
            if (isJoined && (_articles.Contains(written) || word is { Role: WordRole.Count, Count: > 0 })) return;
            if (any && word.HasJoint) return;
            any |= word.Role is WordRole.Unknown or WordRole.Worn or WordRole.Count;
            // "No lights"; but "no light rain" is of the rain.
            if (word.IsNoun && (next + 1 == words.Length || words[next + 1].Concepts.Count == 0)) any = isStrange[next] = true;
            if (mentions[next] is not { } mention) continue;
            mentions[next] = mention with { IsAbsent = true };
            any = true;
        }
    }

    // "No people, cars or boats": a list, whose last member is joined.
    private static bool IsListed(Word[] words, int at, int comma)
    {
        if (words[comma].Written == "、") return true;
        if (words[comma].Written != ",") return false;
        bool forbids = _forbids.Contains(words[at].Written.ToLowerInvariant());
        for (int next = comma + 1; next < words.Length; next++)
        {
            string written = words[next].Written.ToLowerInvariant();
            if (_ors.Contains(written) || (forbids && _ands.Contains(written))) return true;
            bool isMember = words[next].Role is WordRole.Concept or WordRole.Unknown or WordRole.Worn || written == ",";
            if (!isMember || words[next].HasJoint) return false;
        }
        return false;
    }
}
