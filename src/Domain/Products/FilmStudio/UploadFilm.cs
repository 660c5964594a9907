using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Publishing;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>Asks for a project's film to be put on its owner's channel. FilmStudio, POST /youtube/upload.</summary>
/// <param name="OwnerId">Who asks.</param>
/// <param name="ProjectId">Which project's.</param>
/// <param name="Details">What is said of it there.</param>
/// <param name="Id">The upload's id, so that a request that is repeated joins what it began; null for a new one.</param>
public sealed record UploadFilm(string OwnerId, string ProjectId, VideoDetails Details, string? Id);

/// <summary>There is no film to upload.</summary>
/// <param name="IsInTheMaking">Whether it is being put together, so that there soon will be.</param>
public sealed record NoFilmToUpload(bool IsInTheMaking) : Problem;

/// <summary>Has a project's film published, with its still and the captions of its narration.</summary>
public sealed class UploadFilmHandler(
    FilmProjects projects,
    Compositions compositions,
    ChannelConnections connections,
    Publications publications,
    PublishVideoHandler publish)
{
    /// <summary>Begins it.</summary>
    /// <returns>
    /// The upload; or a <see cref="SiteProblem"/>, <see cref="FilmProjects.Missing"/>, <see cref="NoFilmToUpload"/>,
    /// <see cref="NotPublished"/>, <see cref="TooManyPublications"/>.
    /// </returns>
    public async Task<Result<Publication>> HandleAsync(
        UploadFilm command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        // What has begun goes on, whatever has become of the project.
        if (command.Id is { } id &&
            await publications.FindAsync(command.OwnerId, id, cancellationToken) is { } begun)
        {
            if (!begun.IsFinished) await PublishVideoHandler.StartAsync(begun, pipelines, cancellationToken);
            return begun;
        }
        Result<OpenChannel> open = await connections.OpenAsync(command.OwnerId, cancellationToken);
        if (!open.Succeeded) return open.Problem;
        if (await projects.FindAsync(command.OwnerId, command.ProjectId, cancellationToken) is not { } project)
            return FilmProjects.Missing;
        FilmOutput output = await compositions.OutputAsync(project, cancellationToken);
        // Its picture alone is not what was asked for.
        if (output.Composition == CompositionState.Processing) return new NoFilmToUpload(IsInTheMaking: true);
        if (output is not { File: { } film, Parts: { } parts }) return new NoFilmToUpload(IsInTheMaking: false);
        PublishedFiles files = new(
            film,
            parts.Picture.Outputs?.Thumbnail,
            parts.Narration?.Outputs?.Captions,
            parts.Narration?.InputsOf<NarrationInputs>().Language);
        return await publish.HandleAsync(
            new PublishVideo(command.OwnerId, project.Id, files, command.Details, command.Id), pipelines, cancellationToken);
    }
}
