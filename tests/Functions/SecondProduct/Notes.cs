using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Common;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Tests.SecondProduct;

/// <summary>All that makes it a product.</summary>
internal static class SecondProduct
{
    public static void AddSecondProduct(this IServiceCollection services)
    {
        services.AddSingleton<NoteBook>();
        services.AddSingleton(provider => new Product(
            "second", "/second/v2", new SecondDialect(provider.GetRequiredService<TimeProvider>()))
        {
            Document = new ApiDocument("second.openapi.yaml", typeof(SecondProduct).Assembly),
            Limits = provider.GetService<SecondLimits>()?.Policies ?? SecondLimits.None,
            OtherLimit = "other",
        });
    }
}

internal enum Color { Red, Blue }

internal sealed record Note(string Id, string NoteText, long StarCount, string Color);

/// <summary>Everybody's notes.</summary>
public sealed class NoteBook
{
    private readonly ConcurrentDictionary<(string Owner, string Id), Note> _notes = new();

    internal Task<Result<Note>> AddAsync(string owner, Note note) =>
        Task.FromResult<Result<Note>>(_notes.GetOrAdd((owner, note.Id), note));

    internal Note? Find(string owner, string id) => _notes.GetValueOrDefault((owner, id.ToLowerInvariant()));

    internal Note[] Of(string owner) =>
        [.. _notes.Where(pair => pair.Key.Owner == owner).Select(pair => pair.Value).OrderByDescending(note => note.Id)];
}

/// <summary>Its endpoints.</summary>
[SignedInBy(Way.Firebase)]
public sealed class Notes(NoteBook book)
{
    private static readonly Words<Color> _colors = new((Color.Red, "RED"), (Color.Blue, "BLUE"));

    [Function("Second-Note-List")]
    public IResult List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "second/v2/notes")] HttpRequest request)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 5, maxLimit: 10, "pageSize");
        if (query.Problem is { } invalid) return new Refusal(invalid);
        Note[] notes = book.Of(Caller.IdOf(request));
        return Dialect.Of(request.HttpContext).Page(
            "notes", [.. notes.Skip((paging.Page - 1) * paging.Limit).Take(paging.Limit)], paging, notes.Length);
    }

    [Creates]
    [Function("Second-Note-Create")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "second/v2/notes")] HttpRequest request) =>
        request.HandleAsync(
            fields => new Note(
                NewResource.IdOf(request) ?? Guid.CreateVersion7().ToString(),
                fields.Line("noteText", 50),
                fields.Whole("starCount", 0, 5),
                _colors[fields.Choice("color", _colors)]),
            (note, _) => book.AddAsync(Caller.IdOf(request), note),
            note => note,
            StatusCodes.Status201Created);

    [Function("Second-Note-Get")]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "second/v2/notes/{id}")] HttpRequest request,
        string id)
    {
        if (request.Headers.ContainsKey("X-Break")) throw new InvalidOperationException("It was asked to break.");
        return book.Find(Caller.IdOf(request), id) is { } note
            ? Dialect.Of(request.HttpContext).Success(note)
            : new Refusal(new Problem.NotFound("Note"));
    }
}

/// <summary>Its document, and the same as a page.</summary>
[SignedInBy(Way.Nobody)]
public sealed class Reference
{
    [LimitedTo(OpenLimit.Pages)]
    [Function("Second-Reference-Document")]
    public IResult Document(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "second/v2/openapi.yaml")] HttpRequest request) =>
        ApiDocument.AnswerYaml(request);

    [LimitedTo(OpenLimit.Pages)]
    [Function("Second-Reference-Page")]
    public IResult Page(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "second/v2/docs")] HttpRequest request) =>
        ApiDocument.AnswerPage(request);
}
