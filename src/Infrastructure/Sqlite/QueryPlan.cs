using System.Globalization;
using System.Text;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Documents;

namespace Understudy.Infrastructure.Sqlite;

/// <summary>
/// How a query is answered: one index made for its shape, which holds the partition, the fields that must equal
/// something, the field of the order, the id, and then every other field that the query asks about. A page is then one
/// walk along the index from where the last one ended, and a count touches no document.
/// </summary>
internal sealed class QueryPlan
{
    // Below every number and text, above null.
    private const string Lowest = "-9e999";

    // Above every number.
    private const string LeastText = "''";

    private readonly DocumentTable _table;
    private readonly DocumentQuery _query;
    private readonly StringBuilder _where = new();
    private readonly string _orderExpression;

    public QueryPlan(DocumentTable table, DocumentQuery query, long now)
    {
        _table = table;
        _query = query;
        List<string> equal = [];
        List<string> others = [];
        _where.Append(DocumentTable.Alive(Parameter(now)));
        if (query.Partition is not null) And($"partition = {Parameter(query.Partition)}");
        foreach (Filter filter in query.Where)
        {
            (filter is Filter.EqualTo ? equal : others).Add(Declared(filter.Field));
            AddFilter(filter);
        }
        string? order = query.OrderBy is null ? null : Declared(query.OrderBy);
        _orderExpression = order is null ? "NULL" : Expression(order);
        // The order within one value is the order of what comes next.
        OrdersByField = order is not null && !equal.Contains(order, StringComparer.Ordinal);

        List<string> columns = [];
        if (query.Partition is not null) columns.Add("partition");
        columns.AddRange(equal.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Expression));
        if (OrdersByField) columns.Add(_orderExpression);
        columns.Add("id");
        if (query.Partition is null) columns.Add("partition");
        columns.Add("expires_at");
        columns.AddRange(others.Order(StringComparer.Ordinal).Select(Expression).Except(columns).ToArray());
        string list = string.Join(", ", columns);
        IndexName = DocumentTable.Quote($"documents:{table.Type.Name}:by {list}");
        IndexSql = $"CREATE INDEX IF NOT EXISTS {IndexName} ON {table.Table} ({list})";
    }

    public string IndexName { get; }

    /// <summary>What makes the index, if it is not there.</summary>
    public string IndexSql { get; }

    /// <summary>Whether statements walk along the index; not if it is not there.</summary>
    public bool UsesIndex { get; set; } = true;

    public string CountSql => $"SELECT count(*) FROM {Source} WHERE {_where}";

    /// <summary>The values of the parameters ?1, ?2 … of <see cref="CountSql"/> and of the conditions.</summary>
    public List<object?> Parameters { get; } = [];

    private bool OrdersByField { get; }

    private string Source => UsesIndex ? $"{_table.Table} INDEXED BY {IndexName}" : _table.Table;

    private string Direction => _query.Descending ? " DESC" : "";

    /// <summary>
    /// The statements whose rows, one after the other, are the page: etag, body, id, partition, value of the order.
    /// Each goes on from a position that shares one part less with where the last page ended, and is a plain range of
    /// the index, which one condition with OR would not be. Their last parameters are the limit and the offset.
    /// </summary>
    /// <param name="after">The row that the last page ended with.</param>
    public IEnumerable<(string Sql, List<object?> Parameters)> Pages(Position? after)
    {
        List<(string Expression, object? Value)> key = [];
        if (OrdersByField) key.Add((_orderExpression, after?.Order));
        key.Add(("id", after?.Id));
        if (_query.Partition is null) key.Add(("partition", after?.Partition));
        if (after is null)
        {
            yield return Page([], key.Select(k => k.Expression), Parameters);
            yield break;
        }
        for (int i = key.Count - 1; i >= 0; i--)
        {
            List<object?> parameters = [.. Parameters];
            List<string> conditions = [];
            for (int j = 0; j < i; j++) conditions.Add(Is(key[j].Expression, key[j].Value, parameters));
            (string expression, object? value) = key[i];
            IEnumerable<string> order = key.Skip(i).Select(k => k.Expression);
            if (value is not null)
            {
                parameters.Add(value);
                yield return Page(
                    [.. conditions, $"{expression} {(_query.Descending ? '<' : '>')} ?{parameters.Count}"],
                    order, parameters);
                // Nulls come first, or last when the order is reversed.
                if (_query.Descending && i == 0 && OrdersByField)
                    yield return Page([$"{expression} IS NULL"], order.Skip(1), [.. Parameters]);
            }
            else if (!_query.Descending)
            {
                yield return Page([.. conditions, $"{expression} >= {Lowest}"], order, parameters);
            }
        }
    }

    private static string Is(string expression, object? value, List<object?> parameters)
    {
        if (value is null) return $"{expression} IS NULL";
        parameters.Add(value);
        return $"{expression} = ?{parameters.Count}";
    }

    private static string Expression(string field) => $"json_extract(body,'$.{field}')";

    private (string Sql, List<object?> Parameters) Page(
        IEnumerable<string> conditions, IEnumerable<string> order, List<object?> parameters)
    {
        string where = string.Concat(conditions.Select(condition => $" AND {condition}"));
        string by = string.Join(", ", order.Select(expression => expression + Direction));
        return (
            $"SELECT etag, body, id, partition, {_orderExpression} FROM {Source} " +
            $"WHERE {_where}{where} ORDER BY {by} LIMIT ?{parameters.Count + 1} OFFSET ?{parameters.Count + 2}",
            parameters);
    }

    private void AddFilter(Filter filter)
    {
        string expression = Expression(filter.Field);
        switch (filter)
        {
            case Filter.EqualTo equal:
                And(Is(expression, FieldValue.From(equal.Value), Parameters));
                break;
            case Filter.AnyOf any:
                And($"{expression} IN ({string.Join(", ", any.Values.Select(value => Parameter(FieldValue.From(value))))})");
                break;
            case Filter.Prefix prefix:
                string least = FieldValue.Text(prefix.Text);
                And($"{expression} >= {Parameter(least)}");
                if (FieldValue.After(least) is { } end) And($"{expression} < {Parameter(end)}");
                break;
            case Filter.Contains contains:
                And($"{expression} >= {LeastText}");
                And($"instr({expression}, {Parameter(FieldValue.Text(contains.Text))}) > 0");
                break;
            case Filter.Range range:
                AddRange(expression, FieldValue.From(range.From), FieldValue.From(range.To));
                break;
            default:
                throw new ArgumentException($"{filter.GetType().Name} is no filter of this store.", nameof(filter));
        }
    }

    private void AddRange(string expression, object? from, object? to)
    {
        if (from is not null) And($"{expression} >= {Parameter(from)}");
        if (to is not null) And($"{expression} < {Parameter(to)}");
        // Texts are greater than numbers to SQLite; a range has only values of its own kind.
        if (from is null && to is string) And($"{expression} >= {LeastText}");
        if (to is null && from is long or double) And($"{expression} < {LeastText}");
    }

    private void And(string condition) => _where.Append(" AND ").Append(condition);

    private string Parameter(object? value)
    {
        Parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"?{Parameters.Count}");
    }

    private string Declared(string field) => _table.Type.Declares(field)
        ? field
        : throw new ArgumentException($"'{field}' is not a declared field of {_table.Type.Name}.", nameof(field));
}
