using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Tests.SecondProduct;

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
