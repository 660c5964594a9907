using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;
using Refusal = Understudy.Functions.Http.Dialects.Refusal;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>Projects. VideoSystem, Video Projects.</summary>
[SignedInBy(Way.Session)]
public sealed class VideoProjects(Projects projects, Clips clips, DeleteProjectHandler deleteProject, JobBodies bodies)
{
    private const int LongestTitle = 200, LongestDescription = 2000, LargestSettings = 16 * 1024;

    /// <summary>VideoSystem, Create Project.</summary>
    [Creates]
    [Function("VideoSystem-Project-Create")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "videosystem/v1/projects")] HttpRequest request) =>
        request.HandleAsync(
            fields => new CreateProject(
                Caller.IdOf(request),
                fields.Line("title", LongestTitle),
                fields.OptionalText("description", LongestDescription),
                fields.OptionalObject("settings", LargestSettings) ?? "{}",
                NewResource.IdOf(request)),
            projects.CreateAsync,
            ProjectAnswer.Of,
            StatusCodes.Status201Created);

    /// <summary>VideoSystem, Get Projects.</summary>
    [Function("VideoSystem-Project-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "videosystem/v1/projects")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 10, maxLimit: 100);
        ProjectStatus? status = query.Choice("status", VideoSystemWords.ProjectStatuses);
        if (query.Problem is { } invalid) return new Refusal(invalid);
        string owner = Caller.IdOf(request);
        DocumentPage<VideoProject> page = await projects.ListAsync(owner, status, paging, cancellationToken);
        List<ProjectItem> items = [];
        foreach (VideoProject project in page.Items.Select(item => item.Value))
            items.Add(ProjectItem.Of(project, await clips.CountAsync(owner, project.Id, cancellationToken)));
        return Dialect.Of(request.HttpContext).Page("projects", items, paging, page.Total ?? 0);
    }

    /// <summary>VideoSystem, Get Project Details.</summary>
    [Function("VideoSystem-Project-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "videosystem/v1/projects/{projectId}")]
        HttpRequest request,
        string projectId,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        VideoProject? project = await projects.FindAsync(owner, CanonicalId.OrNone(projectId), cancellationToken);
        if (project is null) return new Refusal(new ProjectMissing());
        List<ClipAnswer> made = [];
        await foreach (Job job in clips.OfProjectAsync(owner, project.Id, cancellationToken)) made.Add(bodies.Clip(job));
        return Dialect.Of(request.HttpContext).Success(new ProjectDetails(
            project.Id,
            project.Title,
            project.Description,
            VideoSystemWords.ProjectStatuses[project.Status],
            JsonElement.Parse(project.Settings),
            project.CreatedAt,
            project.UpdatedAt,
            made));
    }

    /// <summary>Deletes a project with its clips, and cancels what is being made in it; beyond the contract.</summary>
    [Function("VideoSystem-Project-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "videosystem/v1/projects/{projectId}")] HttpRequest request,
        string projectId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Result<VideoProject> deleted = await deleteProject.HandleAsync(
            Caller.IdOf(request), CanonicalId.OrNone(projectId), new DurablePipelines(client), cancellationToken);
        return deleted.Succeeded
            ? Dialect.Of(request.HttpContext).Success(new DeletedAnswer(deleted.Value.Id))
            : new Refusal(deleted.Problem);
    }
}

internal sealed record ProjectAnswer(
    string Id,
    string Title,
    string? Description,
    string Status,
    JsonElement Settings,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static ProjectAnswer Of(VideoProject project) => new(
        project.Id,
        project.Title,
        project.Description,
        VideoSystemWords.ProjectStatuses[project.Status],
        JsonElement.Parse(project.Settings),
        project.CreatedAt,
        project.UpdatedAt);
}

internal sealed record ProjectItem(
    string Id,
    string Title,
    string? Description,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int ClipCount)
{
    public static ProjectItem Of(VideoProject project, int clips) => new(
        project.Id,
        project.Title,
        project.Description,
        VideoSystemWords.ProjectStatuses[project.Status],
        project.CreatedAt,
        project.UpdatedAt,
        clips);
}

internal sealed record ProjectDetails(
    string Id,
    string Title,
    string? Description,
    string Status,
    JsonElement Settings,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<ClipAnswer> Clips);

/// <summary>What was deleted.</summary>
internal sealed record DeletedAnswer(string Id);
