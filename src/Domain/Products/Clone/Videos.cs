using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>What a list of videos is narrowed to and ordered by. Clone §7.1.</summary>
public sealed record VideoFilter(
    JobState? State, string? VideoModelId, string? VoiceModelId, bool ByTitle, bool Ascending);

/// <summary>Reading generated videos, which are the jobs that made them. Clone §6.2, §7.1, §7.2.</summary>
public sealed class Videos(IDocumentStore store)
{
    /// <summary>The answer for a video that is missing or somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Video");

    /// <summary>Reads one of a person's videos.</summary>
    public async Task<Job?> FindAsync(string ownerId, string id, CancellationToken cancellationToken)
    {
        Job? job = (await store.FindAsync<Job>(ownerId, id, cancellationToken))?.Value;
        return job?.Kind == TalkingVideo.KindName ? job : null;
    }

    /// <summary>Reads a page of a person's videos, with the number of all that match.</summary>
    public Task<DocumentPage<Job>> ListAsync(
        string ownerId, VideoFilter filter, Paging paging, CancellationToken cancellationToken)
    {
        List<Filter> where = [Filter.Equal("inputs.kind", TalkingVideo.KindName)];
        if (filter.State is not null) where.Add(Filter.Equal("state", filter.State));
        if (filter.VideoModelId is not null) where.Add(Filter.Equal("inputs.videoModelId", filter.VideoModelId));
        if (filter.VoiceModelId is not null) where.Add(Filter.Equal("inputs.voiceModelId", filter.VoiceModelId));
        return store.QueryAsync<Job>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where = where,
                OrderBy = filter.ByTitle ? "inputs.title" : "createdAt",
                Descending = !filter.Ascending,
                Offset = paging.Offset,
                Limit = paging.Limit,
                CountTotal = true,
            },
            cancellationToken);
    }

    /// <summary>A person's newest videos, newest first, whatever became of them.</summary>
    public async Task<IReadOnlyList<Job>> LatestAsync(string ownerId, int count, CancellationToken cancellationToken)
    {
        DocumentPage<Job> page = await store.QueryAsync<Job>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where = [Filter.Equal("inputs.kind", TalkingVideo.KindName)],
                OrderBy = "createdAt",
                Descending = true,
                Limit = count,
            },
            cancellationToken);
        return [.. page.Items.Select(item => item.Value)];
    }

    /// <summary>The models that made some videos, by id; a deleted one is missing.</summary>
    public async Task<IReadOnlyDictionary<string, CloneModel>> ModelsOfAsync(
        string ownerId, IEnumerable<Job> jobs, CancellationToken cancellationToken)
    {
        Dictionary<string, CloneModel> models = [];
        foreach (string id in jobs
            .Select(j => j.InputsOf<TalkingVideo>())
            .SelectMany(v => new[] { v.VideoModelId, v.VoiceModelId }).Distinct())
        {
            Stored<CloneModel>? model = await store.FindAsync<CloneModel>(ownerId, id, cancellationToken);
            if (model is not null) models.Add(id, model.Value);
        }
        return models;
    }
}
