using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;

namespace Understudy.Functions.Core.Health;

/// <summary>Tells whoever runs the app how it is.</summary>
[SignedInBy(Way.Nobody)]
public sealed class Health(Readiness readiness)
{
    internal const string Function = "Core-Health-Get";
    internal const string LiveFunction = "Core-Live-Get";
    internal const string ReadyFunction = "Core-Ready-Get";

    /// <summary>Answers 200: as <see cref="Live"/>.</summary>
    [Function(Function)]
    [LimitedTo(OpenLimit.Pages)]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request) =>
        Results.Text("ok");

    /// <summary>Answers 200 as long as the process answers at all: what does not is to be started again.</summary>
    [Function(LiveFunction)]
    [LimitedTo(OpenLimit.Pages)]
    public IResult Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "healthz")] HttpRequest request) =>
        Results.Text("ok");

    /// <summary>
    /// Answers 200 when all that requests need is in order, or 503 with the names of the parts that are not:
    /// <c>store</c>, <c>media</c>, <c>engine</c>, <c>queue</c>, <c>broker</c>. Starting the process again mends none of them.
    /// </summary>
    [Function(ReadyFunction)]
    [LimitedTo(OpenLimit.Pages)]
    public async Task<IResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "readyz")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        IReadOnlyList<string> failing = await readiness.FailingAsync(client);
        return failing.Count == 0
            ? Results.Json(new { status = "ready" })
            : Results.Json(
                new { status = "not ready", failing }, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
