using System.Runtime.CompilerServices;
using System.Text.Json;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>What VideoSystem keeps about a person besides jobs: projects.</summary>
public sealed class VideoSystemData(IDocumentStore store) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (VideoProject project in store.ReadAllAsync<VideoProject>(ownerId, cancellationToken))
        {
            if (project.DeletedAt is not null) continue;
            yield return new PersonalItem.Data(
                $"videosystem/projects/{project.Id}.json",
                new
                {
                    project.Id,
                    project.Title,
                    project.Description,
                    Settings = JsonElement.Parse(project.Settings),
                    project.Status,
                    project.CreatedAt,
                    project.UpdatedAt,
                });
        }
    }

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        store.EraseAllAsync<VideoProject>(ownerId, cancellationToken);
}
