using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable.Storage;

namespace Understudy.LocalRuntime.Durable.Management;

/// <summary>The instances that a query means, page by page. A continuation token is the key of the last one given.</summary>
internal sealed class InstancePages(
    ReaderPool readers, OrchestrationQuery query, Func<InstanceRow, OrchestrationMetadata> read)
    : AsyncPageable<OrchestrationMetadata>
{
    public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
        string? continuationToken = null, int? pageSizeHint = null)
    {
        // As on the Functions host, no statuses are all of them.
        OrchestrationRuntimeStatus[]? statuses = query.Statuses?.ToArray() is [_, ..] some ? some : null;
        InstanceFilter filter = new(query.CreatedFrom, query.CreatedTo, statuses, query.InstanceIdPrefix);
        int size = Math.Max(1, pageSizeHint ?? query.PageSize);
        string? next = continuationToken ?? query.ContinuationToken;
        do
        {
            long after = next is null ? 0 : Parse(next);
            IReadOnlyList<InstanceRow> rows = readers.Use(reader => reader.List(filter, after, size + 1));
            OrchestrationMetadata[] values = [.. rows.Take(size).Select(read)];
            next = rows.Count > size ? rows[size - 1].Key.ToString(CultureInfo.InvariantCulture) : null;
            yield return new Page<OrchestrationMetadata>(values, next);
            await Task.CompletedTask;
        }
        while (next is not null);
    }

    private static long Parse(string token) =>
        long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out long key)
            ? key
            : throw new ArgumentException($"'{token}' is not a continuation token of this query.", nameof(token));
}
