using System.Globalization;
using Understudy.Domain.Common;

namespace Understudy.Functions.Http.Reading;

/// <summary>The parameters of a query string, read one by one; every offending one is remembered.</summary>
internal sealed class QueryFields(HttpRequest request)
{
    private readonly List<FieldError> _errors = [];

    /// <summary>The offending parameters, or null when there are none so far.</summary>
    public Problem? Problem => _errors.Count == 0 ? null : new Problem.Invalid(_errors);

    /// <summary>The parameter <c>page</c>, and that for the length of one.</summary>
    public Paging Paging(int defaultLimit, int maxLimit, string limitName = "limit") =>
        new(Whole("page", 1, 1, 1_000_000), Whole(limitName, defaultLimit, 1, maxLimit));

    /// <summary>A word of a closed set, or null.</summary>
    public T? Choice<T>(string name, Words<T> words)
        where T : struct
    {
        if (Value(name) is not { } word) return null;
        if (words.TryParse(word, out T value)) return value;
        Add(words.Error(name));
        return null;
    }

    /// <summary>A text on one line, or null; white space around it does not count.</summary>
    public string? Line(string name, int max)
    {
        if (Value(name)?.Trim() is not { Length: > 0 } text) return null;
        if (text.EnumerateRunes().Count() > max)
            Add(new FieldError(name, FieldFault.TooLong, $"Must have at most {max} characters.") { Max = max });
        else if (text.Any(char.IsControl))
            Add(new FieldError(name, FieldFault.Malformed, "Must not contain control characters."));
        return text;
    }

    /// <summary>A UUID in its canonical form, or null.</summary>
    public string? Uuid(string name)
    {
        if (Value(name) is not { } text) return null;
        if (CanonicalId.Of(text) is { } id) return id;
        Add(new FieldError(name, FieldFault.Malformed, "Must be a UUID."));
        return null;
    }

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public int Whole(string name, int absent, int min, int max)
    {
        if (Value(name) is not { } text) return absent;
        bool isWhole = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (isWhole && number >= min && number <= max) return number;
        FieldFault fault = !isWhole ? FieldFault.NotWhole : number < min ? FieldFault.TooSmall : FieldFault.TooLarge;
        Add(new FieldError(name, fault, $"Must be a whole number from {min} to {max}.") { Min = min, Max = max });
        return absent;
    }

    /// <summary>A required text on one line; white space around it does not count.</summary>
    public string RequiredLine(string name, int max)
    {
        string? text = Line(name, max);
        if (text is null) Add(new FieldError(name, FieldFault.Missing, "Is required."));
        return text ?? "";
    }

    /// <summary>
    /// An amount of money, whole or with decimals, whatever its sign; or null. An empty one is wrong: whoever lost it on the way
    /// does not mean all that there is.
    /// </summary>
    public decimal? Amount(string name)
    {
        const NumberStyles Form = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;
        if (request.Query[name] is not { Count: > 0 } values) return null;
        if (decimal.TryParse(values[^1], Form, CultureInfo.InvariantCulture, out decimal amount)) return amount;
        Add(new FieldError(name, FieldFault.NotNumber, "Must be a number."));
        return null;
    }

    /// <summary>Remembers an offending parameter.</summary>
    public void Add(FieldError error) => _errors.Add(error with { Place = FieldPlace.Query });

    // An empty parameter is as good as none; of several, the last counts.
    private string? Value(string name) => request.Query[name] is { Count: > 0 } values
        ? string.IsNullOrEmpty(values[^1]) ? null : values[^1]
        : null;
}
