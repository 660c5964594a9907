namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>Finds what stands around a word in its sentence.</summary>
internal sealed class Neighbours(Word[] words)
{
    private static readonly string[] _where =
        ["in", "on", "at", "over", "across", "through", "along", "under", "within", "inside", "upon", "into", "onto", "beneath", "amid"];

    /// <summary>The thing that a word speaks of when it stands before it.</summary>
    /// <param name="at">The word.</param>
    /// <param name="passes">What may stand between.</param>
    /// <param name="times">Whether a time or a season will do.</param>
    public int? Next(int at, Func<Word, bool> passes, bool times = false)
    {
        for (int next = at + 1; next < words.Length; next++)
        {
            // "A blue thing in the rain": the rain has a joint of its own.
            if (words[next].HasJoint && !passes(new Word(WordRole.Link, ""))) return null;
            if (words[next].IsThing || (times && words[next].Kind is ConceptKind.Time or ConceptKind.Season)) return next;
            if (!passes(words[next])) return null;
        }
        return null;
    }

    /// <summary>The thing that a word speaks of when it stands behind it.</summary>
    /// <param name="at">The word.</param>
    /// <param name="links">Whether something that joins may stand between.</param>
    public int? Previous(int at, bool links = false)
    {
        for (int before = at - 1; before >= 0; before--)
        {
            Word word = words[before];
            if (word.IsThing) return before;
            bool passes = word.IsPassedOver || word.Kind is ConceptKind.Motion or ConceptKind.Position
                || (links && word.Role == WordRole.Link);
            if (!passes) return null;
        }
        return null;
    }

    /// <summary>What is worn and has this colour.</summary>
    public int? Worn(int at)
    {
        for (int next = at + 1; next < words.Length; next++)
        {
            if (words[next].Role == WordRole.Worn) return next;
            if (!words[next].IsPassedOver) return null;
        }
        return null;
    }

    /// <summary>The nearest person in the same part of the sentence.</summary>
    /// <param name="at">From where.</param>
    /// <param name="step">1 for those behind it, −1 for those before it.</param>
    public int? Person(int at, int step)
    {
        for (int n = at + step; n >= 0 && n < words.Length; n += step)
        {
            if (words[n].Kind == ConceptKind.Person) return n;
            if (words[n].Role == WordRole.None) return null;
        }
        return null;
    }

    /// <summary>Whether what a word is said of is not known.</summary>
    public bool IsOfStrange(int at)
    {
        for (int next = at + 1; next < words.Length; next++)
        {
            if (words[next].Role == WordRole.Unknown) return true;
            if (words[next].Kind is not (ConceptKind.Colour or ConceptKind.Mood)) return false;
        }
        return false;
    }

    /// <summary>Whether a thing only tells where another one is.</summary>
    public bool IsWhere(int at)
    {
        if (!words[at].FillsPicture) return false;
        if (words[at].HasJoint) return true;
        int before = at - 1;
        while (before >= 0 && words[before].IsPassedOver) before--;
        return before >= 0 && words[before].Role == WordRole.Link && _where.Contains(words[before].Written.ToLowerInvariant());
    }
}
