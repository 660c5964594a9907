using Microsoft.Azure.Functions.Worker;

namespace Understudy.Functions.Http;

/// <summary>Tells whoever started the app that it is up.</summary>
public sealed class Health
{
    /// <summary>Answers 200.</summary>
    [Function("App-Health-Get")]
    [LimitedTo(OpenLimit.Pages)]
    public IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request) =>
        Results.Text("ok");
}
