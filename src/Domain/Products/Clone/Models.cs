using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>Reading and renaming models. Clone §4.1, §4.2, §4.5, §5.1, §5.2, §5.5.</summary>
public sealed class Models(IDocumentStore store, TimeProvider time)
{
    /// <summary>The answer for a model that is missing, of another kind, or somebody else's.</summary>
    public static Problem Missing(ModelKind kind) =>
        new Problem.NotFound(kind == ModelKind.Video ? "Video model" : "Voice model");

    /// <summary>Reads one of a person's models.</summary>
    public async Task<CloneModel?> FindAsync(
        string ownerId, ModelKind kind, string id, CancellationToken cancellationToken)
    {
        Stored<CloneModel>? found = await store.FindAsync<CloneModel>(ownerId, id, cancellationToken);
        return found?.Value.Kind == kind ? found.Value : null;
    }

    /// <summary>Reads a page of a person's models, newest first, with the number of all that match.</summary>
    public Task<DocumentPage<CloneModel>> ListAsync(
        string ownerId,
        ModelKind kind,
        ModelState? state,
        SourceType? sourceType,
        Paging paging,
        CancellationToken cancellationToken)
    {
        List<Filter> where = [Filter.Equal("kind", kind)];
        if (state is not null) where.Add(Filter.Equal("state", state));
        if (sourceType is not null) where.Add(Filter.Equal("sourceType", sourceType));
        return store.QueryAsync<CloneModel>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where = where,
                OrderBy = "createdAt",
                Descending = true,
                Offset = paging.Offset,
                Limit = paging.Limit,
                CountTotal = true,
            },
            cancellationToken);
    }

    /// <summary>How many models a person has whose training has not ended.</summary>
    public async Task<int> CountUnfinishedAsync(string ownerId, CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (ModelState state in new[] { ModelState.Pending, ModelState.Uploading, ModelState.Processing })
            count += await CountAsync(ownerId, [Filter.Equal("state", state)], cancellationToken);
        return count;
    }

    /// <summary>How many of a person's models are of that kind and in that state.</summary>
    public Task<int> CountAsync(
        string ownerId, ModelKind kind, ModelState state, CancellationToken cancellationToken) =>
        CountAsync(ownerId, [Filter.Equal("kind", kind), Filter.Equal("state", state)], cancellationToken);

    private async Task<int> CountAsync(string ownerId, Filter[] where, CancellationToken cancellationToken)
    {
        DocumentPage<CloneModel> page = await store.QueryAsync<CloneModel>(
            new DocumentQuery { Partition = ownerId, Where = where, Limit = 1, CountTotal = true },
            cancellationToken);
        return page.Total ?? 0;
    }

    /// <summary>Renames a model.</summary>
    public async Task<Result<CloneModel>> RenameAsync(
        string ownerId, ModelKind kind, string id, string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(ownerId, kind, id, cancellationToken) is null) return Missing(kind);
        CloneModel? renamed = await store.UpdateAsync<CloneModel>(
            ownerId, id, m => m with { Name = name, UpdatedAt = time.GetUtcNow() }, cancellationToken);
        return renamed is null ? Missing(kind) : renamed;
    }
}
