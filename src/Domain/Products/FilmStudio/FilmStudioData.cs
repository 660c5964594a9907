using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>What FilmStudio keeps about a person besides jobs and files: projects.</summary>
public sealed class FilmStudioData(IDocumentStore store) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (FilmProject project in store.ReadAllAsync<FilmProject>(ownerId, cancellationToken))
        {
            if (project.DeletedAt is not null) continue;
            yield return new PersonalItem.Data(
                $"filmstudio/projects/{project.Id}.json",
                new
                {
                    project.Id,
                    project.Name,
                    project.Description,
                    project.VideoType,
                    project.Language,
                    project.Status,
                    project.CreatedAt,
                    project.UpdatedAt,
                });
        }
    }

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        store.EraseAllAsync<FilmProject>(ownerId, cancellationToken);
}
