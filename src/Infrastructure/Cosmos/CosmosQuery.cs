using System.Globalization;
using System.Text;
using Microsoft.Azure.Cosmos;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Documents;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// How a query is asked in Cosmos DB's SQL. Pages go on from the keys of the last document rather than by Cosmos DB's own
/// continuations, which it may end anywhere: so a page is as long as was asked for, and its token good for years.
/// </summary>
internal sealed class CosmosQuery
{
    private const string Key = "c.x.k";
    private readonly DocumentType _type;
    private readonly DocumentQuery _query;
    private readonly List<(string Name, object Value)> _parameters = [];
    private readonly StringBuilder _where = new();

    /// <exception cref="ArgumentException">It names a field that the type does not declare, or a value that none can have.</exception>
    public CosmosQuery(DocumentType type, DocumentQuery query, DateTimeOffset now)
    {
        _type = type;
        _query = query;
        _where.Append(CultureInfo.InvariantCulture, $"c.x.e > {Parameter(DocumentJson.Sortable(now))}");
        // A partition holds one type only.
        if (query.Partition is null) And($"c.x.t = {Parameter(type.Name)}");
        foreach (Filter filter in query.Where) AddFilter(filter);
        if (query.OrderBy is null) return;
        string order = Declared(query.OrderBy);
        // The order within one value is the order of what comes next.
        if (!query.Where.Any(filter => filter is Filter.EqualTo && filter.Field == order)) Order = order;
    }

    /// <summary>The field that it orders by before ids, or null for none.</summary>
    public string? Order { get; }

    /// <summary>The query that counts.</summary>
    public QueryDefinition Count() => With(_parameters, $"SELECT VALUE COUNT(1) FROM c WHERE {_where}");

    /// <summary>The query of a page, and of one document more.</summary>
    /// <param name="after">Where the last page ended; its order is a value as it is indexed.</param>
    public QueryDefinition Page(Position? after)
    {
        string direction = _query.Descending ? " DESC" : "";
        string by = Order is null ? $"{Key}{direction}" : $"{Path(Order)}{direction}, {Key}{direction}";
        int before = _parameters.Count;
        string onwards = after is null ? "" : $" AND {Beyond(after)}";
        QueryDefinition page = With(_parameters, string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT * FROM c WHERE {_where}{onwards} ORDER BY {by} OFFSET {_query.Offset} LIMIT {_query.Limit + 1}"));
        _parameters.RemoveRange(before, _parameters.Count - before);
        return page;
    }

    private static QueryDefinition With(List<(string Name, object Value)> parameters, string sql) =>
        parameters.Aggregate(new QueryDefinition(sql), (query, each) => query.WithParameter(each.Name, each.Value));

    // In brackets, since a field may have the name of one of the language's words.
    private static string Path(string field) => $"c.x.f{string.Concat(field.Split('.').Select(name => $"[\"{name}\"]"))}";

    private string Beyond(Position after)
    {
        string past = _query.Descending ? "<" : ">";
        string pastKey = $"{Key} {past} {Parameter(CosmosItem.KeyOf(after.Id, after.Partition))}";
        if (Order is null) return pastKey;
        string path = Path(Order);
        if (after.Order is null)
        {
            // Nulls come first, or last when the order is reversed.
            string tie = $"({IsNull(Order)} AND {pastKey})";
            return _query.Descending ? tie : $"({tie} OR NOT {IsNull(Order)})";
        }
        string value = Parameter(after.Order);
        string rest = $"{path} {past} {value} OR ({path} = {value} AND {pastKey})";
        return _query.Descending ? $"({rest} OR {IsNull(Order)})" : $"({rest})";
    }

    // What is declared by name is always there, if only as null; only below a pattern may it be missing.
    private string IsNull(string field) => Array.IndexOf(_type.Fields, field) >= 0
        ? $"({Path(field)} = null)"
        : $"(NOT IS_DEFINED({Path(field)}) OR {Path(field)} = null)";

    private void AddFilter(Filter filter)
    {
        string path = Path(Declared(filter.Field));
        switch (filter)
        {
            case Filter.EqualTo equal:
                And(Value(equal.Value) is { } value ? $"{path} = {Parameter(value)}" : IsNull(filter.Field));
                break;
            case Filter.AnyOf any:
                And($"{path} IN ({string.Join(", ", any.Values.Select(value => Parameter(Value(value)!)))})");
                break;
            case Filter.Prefix prefix:
                And($"STARTSWITH({path}, {Parameter(Value(prefix.Text)!)})");
                break;
            case Filter.Contains contains:
                And($"CONTAINS({path}, {Parameter(Value(contains.Text)!)})");
                break;
            case Filter.Range range:
                // Comparing is of one kind of values only.
                if (Value(range.From) is { } from) And($"{path} >= {Parameter(from)}");
                if (Value(range.To) is { } to) And($"{path} < {Parameter(to)}");
                break;
            default:
                throw new ArgumentException($"{filter.GetType().Name} is no filter of this store.", nameof(filter));
        }
    }

    private static object? Value(object? value) =>
        FieldValue.From(value) is string text ? SortableText.From(text) : FieldValue.From(value);

    private void And(string condition) => _where.Append(" AND ").Append(condition);

    private string Parameter(object value)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"@p{_parameters.Count}");
        _parameters.Add((name, value));
        return name;
    }

    private string Declared(string field) => _type.Declares(field)
        ? field
        : throw new ArgumentException($"'{field}' is not a declared field of {_type.Name}.", nameof(field));
}
