using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;
using Refusal = Understudy.Functions.Http.Dialects.Refusal;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Projects. FilmStudio, Project Service.</summary>
[SignedInBy(Way.Session)]
public sealed class Projects(
    FilmProjects projects, DeleteFilmProjectHandler deleteProject, FilmDesk desk, ProjectBodies bodies, AiJobBodies jobs)
{
    private const int LongestName = 200, LongestDescription = 2000;
    private const string DefaultType = "story", DefaultLanguage = "en";

    /// <summary>FilmStudio, POST /projects/create.</summary>
    [Creates]
    [Function("FilmStudio-Project-Create")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/projects/create")] HttpRequest request) =>
        request.HandleAsync(
            fields => new CreateFilmProject(
                Caller.IdOf(request),
                fields.Line("name", LongestName),
                fields.OptionalText("description", LongestDescription),
                fields.Word("videoType", FilmStudioWords.VideoTypes) ?? DefaultType,
                fields.Word("language", FilmStudioWords.Languages) ?? DefaultLanguage,
                NewResource.IdOf(request)),
            projects.CreateAsync,
            NewProjectAnswer.Of,
            StatusCodes.Status201Created);

    /// <summary>FilmStudio, GET /projects.</summary>
    [Function("FilmStudio-Project-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/projects")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 20, maxLimit: 100);
        FilmStatus? status = query.Choice("status", FilmStudioWords.ProjectStatuses);
        if (query.Problem is { } invalid) return new Refusal(invalid);
        DocumentPage<FilmProject> page = await projects.ListAsync(Caller.IdOf(request), status, paging, cancellationToken);
        return FilmStudioDialect.Instance.Page(
            "projects", [.. page.Items.Select(item => ProjectItem.Of(item.Value))], paging, page.Total ?? 0);
    }

    /// <summary>FilmStudio, GET /projects/:id.</summary>
    [Function("FilmStudio-Project-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/projects/{projectId}")]
        HttpRequest request,
        string projectId,
        CancellationToken cancellationToken) =>
        await projects.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(projectId), cancellationToken) is { } project
            ? FilmStudioDialect.Instance.Success(await bodies.OfAsync(project, cancellationToken))
            : new Refusal(FilmProjects.Missing);

    /// <summary>FilmStudio, POST /projects/:id/regenerate.</summary>
    [Creates]
    [Function("FilmStudio-Project-Regenerate")]
    public async Task<IResult> Regenerate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/projects/{projectId}/regenerate")]
        HttpRequest request,
        string projectId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request, mayBeEmpty: true);
        FilmChange change = AiJobFields.Change(fields);
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        FilmOrder order = new(Caller.IdOf(request), CanonicalId.OrNone(projectId), NewResource.IdOf(request));
        Result<JobQueued> queued = await desk.RegenerateAsync(
            order, change, new DurablePipelines(client), cancellationToken);
        return queued.Succeeded
            ? FilmStudioDialect.Instance.Success(
                await jobs.RegeneratedAsync(queued.Value, cancellationToken), StatusCodes.Status202Accepted)
            : new Refusal(queued.Problem);
    }

    /// <summary>FilmStudio, DELETE /projects/:id.</summary>
    [Function("FilmStudio-Project-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "filmstudio/api/projects/{projectId}")] HttpRequest request,
        string projectId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Result<FilmProject> deleted = await deleteProject.HandleAsync(
            Caller.IdOf(request), CanonicalId.OrNone(projectId), new DurablePipelines(client), cancellationToken);
        return deleted.Succeeded
            ? FilmStudioDialect.Instance.Success(new MessageAnswer("Project deleted successfully"))
            : new Refusal(deleted.Problem);
    }
}
