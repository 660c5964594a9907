using System.Collections.Concurrent;
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
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;
using Understudy.Functions.Http.Reference;
using Refusal = Understudy.Functions.Http.Dialects.Refusal;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>Clips that are planned but for some variables. VideoSystem, Templates.</summary>
[SignedInBy(Way.Session)]
public sealed class Templates(OrderVideoHandler order, PiecewiseCounter counter, JobBodies bodies, OriginOptions origin)
{
    private const int LongestCategory = 50;

    private static readonly ConcurrentDictionary<string, ServedFile> _thumbnails = new();

    /// <summary>VideoSystem, Get Templates.</summary>
    [Limited(VideoSystemProduct.TemplatesLimit)]
    [Function("VideoSystem-Template-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "videosystem/v1/templates")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 10, maxLimit: 100);
        string? category = query.Line("category", LongestCategory);
        if (query.Problem is { } invalid) return new Refusal(invalid);
        VideoTemplate[] templates =
            [.. TemplateCatalogue.All.Where(template => category is null || template.Category == category)];
        IReadOnlyDictionary<string, long> uses = await counter.ReadAsync(TemplateCatalogue.Uses, cancellationToken);
        return Dialect.Of(request.HttpContext).Page(
            "templates",
            [.. templates.Skip(paging.Offset).Take(paging.Limit).Select(
                template => Body(template, uses.GetValueOrDefault(template.Id)))],
            paging,
            templates.Length);
    }

    /// <summary>VideoSystem, Use Template.</summary>
    [Creates]
    [Function("VideoSystem-Template-Use")]
    public async Task<IResult> Use(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "videosystem/v1/templates/{templateId}/use")]
        HttpRequest request,
        string templateId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        if (TemplateCatalogue.Find(CanonicalId.OrNone(templateId)) is not { } template)
            return new Refusal(new TemplateMissing());
        OrderVideo command = OrderBodies.Template(fields, template, Caller.IdOf(request), NewResource.IdOf(request));
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<JobQueued> queued = await order.HandleAsync(command, new DurablePipelines(client), cancellationToken);
        return queued.Succeeded
            ? await bodies.AcceptedAsync(request, queued.Value, cancellationToken)
            : new Refusal(queued.Problem);
    }

    /// <summary>Looks at an order as <see cref="Use"/> does, and tells what it will take; beyond the contract.</summary>
    [Function("VideoSystem-Template-Estimate")]
    public async Task<IResult> Estimate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "videosystem/v1/templates/{templateId}/estimate")]
        HttpRequest request,
        string templateId) => TemplateCatalogue.Find(CanonicalId.OrNone(templateId)) is { } template
            ? await request.HandleAsync(
                fields => OrderBodies.Template(fields, template, Caller.IdOf(request), id: null),
                order.EstimateAsync,
                EstimateAnswer.Of)
            : new Refusal(new TemplateMissing());

    /// <summary>What a template looks like, open to everybody.</summary>
    [SignedInBy(Way.Nobody)]
    [LimitedTo(OpenLimit.Pages)]
    [Function("VideoSystem-Template-Thumbnail")]
    public IResult Thumbnail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "videosystem/v1/templates/{templateId}/thumbnail.jpg")]
        HttpRequest request,
        string templateId) => TemplateCatalogue.Find(CanonicalId.OrNone(templateId)) is { } template
            ? _thumbnails.GetOrAdd(
                template.Id, id => new ServedFile(ApiDocument.Resource($"template-{id}.jpg"), "image/jpeg")).Answer(request)
            : new Refusal(new TemplateMissing());

    private TemplateBody Body(VideoTemplate template, long uses) => new(
        template.Id,
        template.Name,
        template.Description,
        template.Category,
        new Uri(origin.PublicUrl, $"/videosystem/v1/templates/{template.Id}/thumbnail.jpg"),
        IsPublic: true,
        uses,
        VideoTemplate.Seconds,
        [.. template.Variables.Select(VariableBody.Of)]);
}

internal sealed record TemplateBody(
    string Id,
    string Name,
    string Description,
    string Category,
    Uri ThumbnailUrl,
    bool IsPublic,
    long UsageCount,
    double Duration,
    IReadOnlyList<VariableBody> Variables);

/// <param name="Name">Its name among the customizations.</param>
/// <param name="Type">text, color or choice.</param>
/// <param name="Description">What it changes.</param>
/// <param name="Default">What it is otherwise.</param>
/// <param name="MaxLength">Of a text, in characters; else null.</param>
/// <param name="Options">Of a choice; else null.</param>
internal sealed record VariableBody(
    string Name, string Type, string Description, string Default, int? MaxLength, IReadOnlyList<string>? Options)
{
    public static VariableBody Of(TemplateVariable variable) => new(
        variable.Name,
        variable switch
        {
            TemplateVariable.Text => "text",
            TemplateVariable.Color => "color",
            _ => "choice",
        },
        variable.Description,
        variable.Default,
        variable is TemplateVariable.Text ? TemplateVariable.Text.MaxLength : null,
        (variable as TemplateVariable.Choice)?.Options);
}
