using System.Text;
using System.Text.Json;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Tests;

/// <summary>What a query means, said with lists. A value is null, a number, or a text as UTF-8.</summary>
internal static class NoteModel
{
    public static Note[] Query(IEnumerable<Note> notes, DocumentQuery query)
    {
        IEnumerable<Note> matching = notes.Where(note =>
            (query.Partition is null || note.Partition == query.Partition) &&
            query.Where.All(filter => Matches(filter, note)));
        var order = Comparer<Note>.Create((a, b) =>
        {
            int byField = query.OrderBy is null ? 0 : Compare(Value(a, query.OrderBy), Value(b, query.OrderBy));
            if (byField != 0) return byField;
            int byId = string.CompareOrdinal(a.Id, b.Id);
            return byId != 0 ? byId : string.CompareOrdinal(a.Partition, b.Partition);
        });
        return [.. query.Descending ? matching.OrderDescending(order) : matching.Order(order)];
    }

    private static bool Matches(Filter filter, Note note)
    {
        object? value = Value(note, filter.Field);
        return filter switch
        {
            Filter.EqualTo equal => Compare(value, Normal(equal.Value)) == 0,
            Filter.AnyOf any => any.Values.Select(Normal).Any(one => value is not null && IsSame(value, one)),
            Filter.Prefix prefix => value is byte[] text && text.AsSpan().StartsWith((byte[])Normal(prefix.Text)!),
            Filter.Contains has => value is byte[] text && text.AsSpan().IndexOf((byte[])Normal(has.Text)!) >= 0,
            Filter.Range range => (range.From is null || (value is not null && Compare(value, Normal(range.From)) >= 0)) &&
                (range.To is null || (value is not null && Compare(value, Normal(range.To)) < 0)),
            _ => throw new InvalidOperationException(),
        };
    }

    private static object? Value(Note note, string field) => Normal(field switch
    {
        "title" => note.Title,
        "rank" => note.Rank,
        "score" => note.Score,
        "flag" => note.Flag,
        "mood" => note.Mood,
        "createdAt" => note.CreatedAt,
        "details.topic" => note.Details?.Topic,
        _ => throw new InvalidOperationException(field),
    });

    private static object? Normal(object? value) => value switch
    {
        null => null,
        bool flag => flag ? 1m : 0m,
        DateTimeOffset time => Encoding.UTF8.GetBytes(DocumentJson.Sortable(time)),
        Mood mood => Encoding.UTF8.GetBytes(JsonSerializer.SerializeToElement(mood, DocumentJson.Options).GetString()!),
        string text => Encoding.UTF8.GetBytes(text),
        double number when number > 1e20 => decimal.MaxValue,
        _ => Convert.ToDecimal(value, null),
    };

    // A text is no number, whichever they are.
    private static bool IsSame(object a, object? b) => a is byte[] == b is byte[] && Compare(a, b) == 0;

    private static int Compare(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (byte[] x, byte[] y) => x.AsSpan().SequenceCompareTo(y),
        _ => ((decimal)a).CompareTo((decimal)b),
    };
}
