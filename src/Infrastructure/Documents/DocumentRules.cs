using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Documents;

/// <summary>What every store refuses before it does anything.</summary>
internal static class DocumentRules
{
    private const int MaxLimit = 1000;
    private const int MaxId = 255;

    /// <exception cref="ArgumentException">The query asks for what there is not.</exception>
    public static void Check(DocumentQuery query)
    {
        if (query.Limit is < 1 or > MaxLimit) throw new ArgumentException("The limit is not 1–1000.", nameof(query));
        if (query.Offset < 0) throw new ArgumentException("The offset is negative.", nameof(query));
        if (query.Offset > 0 && query.Continuation is not null)
            throw new ArgumentException("An offset and a continuation do not go together.", nameof(query));
    }

    /// <exception cref="ArgumentException">The id is not what <see cref="IDocument.Id"/> allows.</exception>
    public static void CheckId(string id)
    {
        if (id.Length is 0 or > MaxId || id.AsSpan().ContainsAny(@"/\?#") || id.Any(char.IsControl) || FieldValue.Text(id) != id)
            throw new ArgumentException($"'{id}' is no id of a document.", nameof(id));
    }
}
