using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>The API's own description, open to everybody.</summary>
[SignedInBy(Way.Nobody)]
public sealed class ApiReference
{
    /// <summary>The OpenAPI document.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("FilmStudio-Reference-Document")]
    public IResult Document(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/openapi.yaml")]
        HttpRequest request) => ApiDocument.AnswerYaml(request);

    /// <summary>The same as a page to read.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("FilmStudio-Reference-Page")]
    public IResult Page(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/docs")] HttpRequest request) =>
        ApiDocument.AnswerPage(request);
}
