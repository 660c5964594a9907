using Understudy.Domain.Media;
using Understudy.Domain.Products.FilmStudio;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Writes projects as the contract's bodies. FilmStudio, Project Service.</summary>
public sealed class ProjectBodies(Compositions compositions, IMediaStore media)
{
    private static readonly TimeSpan _linkLifetime = TimeSpan.FromHours(1);

    internal async Task<ProjectAnswer> OfAsync(FilmProject project, CancellationToken cancellationToken)
    {
        FilmOutput output = await compositions.OutputAsync(project, cancellationToken);
        return new ProjectAnswer(
            project.Id,
            project.OwnerId,
            project.Name,
            project.Description,
            FilmStudioWords.ProjectStatuses[project.Status],
            project.VideoType,
            project.Language,
            output.File is null ? null : media.SignDownload(output.File, _linkLifetime),
            output.File is null ? null : FilmFiles.PathOf(output.File),
            new CompositionBody(
                FilmStudioWords.CompositionStates[output.Composition],
                output.Parts?.Picture.Id,
                output.Parts?.Narration?.Id,
                output.Parts?.Music?.Id,
                output.Failure?.Message),
            project.CreatedAt,
            project.UpdatedAt);
    }
}

/// <summary>A project that is new. FilmStudio, POST /projects/create.</summary>
internal sealed record NewProjectAnswer(
    string Id,
    string UserId,
    string Name,
    string? Description,
    string Status,
    string VideoType,
    string Language,
    DateTimeOffset CreatedAt)
{
    public static NewProjectAnswer Of(FilmProject project) => new(
        project.Id,
        project.OwnerId,
        project.Name,
        project.Description,
        FilmStudioWords.ProjectStatuses[project.Status],
        project.VideoType,
        project.Language,
        project.CreatedAt);
}

/// <summary>A project in a list. FilmStudio, GET /projects.</summary>
internal sealed record ProjectItem(
    string Id,
    string Name,
    string? Description,
    string Status,
    string VideoType,
    string Language,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static ProjectItem Of(FilmProject project) => new(
        project.Id,
        project.Name,
        project.Description,
        FilmStudioWords.ProjectStatuses[project.Status],
        project.VideoType,
        project.Language,
        project.CreatedAt,
        project.UpdatedAt);
}

/// <summary>A project. FilmStudio, GET /projects/:id.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What is said of it.</param>
/// <param name="Status">draft, processing, completed or failed.</param>
/// <param name="VideoType">What it is for.</param>
/// <param name="Language">The language of its speech.</param>
/// <param name="OutputUrl">Where its film can be fetched for an hour; null as long as there is none.</param>
/// <param name="OutputPath">The film's name; beyond the contract.</param>
/// <param name="Composition">What the film is made of; beyond the contract.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When it last came further.</param>
internal sealed record ProjectAnswer(
    string Id,
    string UserId,
    string Name,
    string? Description,
    string Status,
    string VideoType,
    string Language,
    Uri? OutputUrl,
    string? OutputPath,
    CompositionBody Composition,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>What a project's film is made of.</summary>
/// <param name="Status">none, processing, completed or failed; until it is completed, the film is its picture alone.</param>
/// <param name="VideoJobId">The job that made the picture.</param>
/// <param name="AudioJobId">The job that made the narration.</param>
/// <param name="MusicJobId">The job that made the music.</param>
/// <param name="Error">Why they could not be put together.</param>
internal sealed record CompositionBody(
    string Status, string? VideoJobId, string? AudioJobId, string? MusicJobId, string? Error);
