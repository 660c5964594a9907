namespace Understudy.Functions.Http;

/// <summary>The words that a contract has for the values of an enumeration.</summary>
internal sealed class Words<T>
    where T : struct, Enum
{
    private readonly (T Value, string Word)[] words;

    public Words(params (T Value, string Word)[] words) => this.words = words;

    /// <summary>The word of a value.</summary>
    public string this[T value]
    {
        get
        {
            foreach ((T known, string word) in words)
                if (EqualityComparer<T>.Default.Equals(known, value)) return word;
            throw new ArgumentOutOfRangeException(nameof(value), value, "The contract has no word for it.");
        }
    }

    /// <summary>The value of a word; the first one, where several values share it.</summary>
    public bool TryParse(string word, out T value)
    {
        foreach ((T known, string candidate) in words)
        {
            if (candidate != word) continue;
            value = known;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>All the words, for a message.</summary>
    public override string ToString() => string.Join(", ", words.Select(w => w.Word).Distinct());
}
