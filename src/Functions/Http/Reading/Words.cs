using Understudy.Domain.Common;

namespace Understudy.Functions.Http.Reading;

/// <summary>The words that a contract has for the values of a closed set, such as an enumeration.</summary>
internal sealed class Words<T>
    where T : struct
{
    private readonly (T Value, string Word)[] _words;

    public Words(params (T Value, string Word)[] words) => _words = words;

    /// <summary>The word of a value.</summary>
    public string this[T value]
    {
        get
        {
            foreach ((T known, string word) in _words)
                if (EqualityComparer<T>.Default.Equals(known, value)) return word;
            throw new ArgumentOutOfRangeException(nameof(value), value, "The contract has no word for it.");
        }
    }

    /// <summary>Whether there is a word for a value.</summary>
    public bool Has(T value) => Array.Exists(_words, word => EqualityComparer<T>.Default.Equals(word.Value, value));

    /// <summary>The value of a word; the first one, where several values share it.</summary>
    public bool TryParse(string word, out T value)
    {
        foreach ((T known, string candidate) in _words)
        {
            if (candidate != word) continue;
            value = known;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>What is said of a field that has none of them.</summary>
    public FieldError Error(string field) =>
        new(field, FieldFault.NotOneOf, $"Must be one of: {this}.") { Allowed = All };

    /// <summary>All the words, for a message.</summary>
    public override string ToString() => string.Join(", ", All);

    private string[] All => [.. _words.Select(w => w.Word).Distinct()];
}
