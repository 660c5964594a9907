namespace Understudy.Domain.Persistence;

/// <summary>A query over documents of one type.</summary>
public sealed record DocumentQuery
{
    /// <summary>One partition, or null for all of them.</summary>
    public string? Partition { get; init; }

    /// <summary>Conditions, all of which must hold.</summary>
    public IReadOnlyList<Filter> Where { get; init; } = [];

    /// <summary>
    /// The declared field to order by, missing and null first, or null for the order of ids. Ties are broken by id, then by
    /// partition.
    /// </summary>
    public string? OrderBy { get; init; }

    /// <summary>Whether the order, ties included, is reversed.</summary>
    public bool Descending { get; init; }

    /// <summary>How many documents to pass over; 0 or more. Not together with <see cref="Continuation"/>.</summary>
    public int Offset { get; init; }

    /// <summary>How many documents at most: 1–1000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Where an earlier page of the same query ended.</summary>
    public string? Continuation { get; init; }

    /// <summary>Whether to count all the documents that match.</summary>
    public bool CountTotal { get; init; }
}

/// <summary>
/// A condition on a declared field, which is null, a text, a number, a boolean or a time. Text is compared by code points,
/// with its case; a lone surrogate counts as U+FFFD.
/// </summary>
public abstract record Filter(string Field)
{
    /// <summary>The field equals a text, number, boolean or time; null matches a missing or null field.</summary>
    public static Filter Equal(string field, object? value) => new EqualTo(field, value);

    /// <summary>The field equals one of some values, as <see cref="Equal"/> means it; none of them is null.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Filter Among(string field, params IReadOnlyList<object> values) => values.Count > 0
        ? new AnyOf(field, values)
        : throw new ArgumentException("A field cannot be one of nothing.", nameof(values));

    /// <summary>The field is a text that begins with <paramref name="prefix"/>.</summary>
    public static Filter StartsWith(string field, string prefix) => new Prefix(field, prefix);

    /// <summary>The field is a text that contains <paramref name="text"/>.</summary>
    public static Filter Has(string field, string text) => new Contains(field, text);

    /// <summary>
    /// The field is at least <paramref name="from"/> and less than <paramref name="to"/>, both of one kind; null is open.
    /// </summary>
    public static Filter Between(string field, object? from, object? to) => new Range(field, from, to);

    /// <summary>See <see cref="Equal"/>.</summary>
    public sealed record EqualTo(string Field, object? Value) : Filter(Field);

    /// <summary>See <see cref="Among"/>.</summary>
    public sealed record AnyOf(string Field, IReadOnlyList<object> Values) : Filter(Field);

    /// <summary>See <see cref="StartsWith"/>.</summary>
    public sealed record Prefix(string Field, string Text) : Filter(Field);

    /// <summary>See <see cref="Has"/>.</summary>
    public sealed record Contains(string Field, string Text) : Filter(Field);

    /// <summary>See <see cref="Between"/>.</summary>
    public sealed record Range(string Field, object? From, object? To) : Filter(Field);
}

/// <summary>A page of a query.</summary>
/// <param name="Items">The documents, in the query's order.</param>
/// <param name="Total">How many match in all, if that was asked for.</param>
/// <param name="Continuation">Where the next page begins, or null when this is the last.</param>
public sealed record DocumentPage<T>(IReadOnlyList<Stored<T>> Items, int? Total, string? Continuation);
