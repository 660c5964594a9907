using Microsoft.Azure.Functions.Worker;

namespace Understudy.Functions.Clone;

/// <summary>Answers for paths below the contract's base that lead nowhere, in the contract's shape.</summary>
public sealed class UnknownRoutes
{
    /// <summary>Clone §11: 404.</summary>
    [Function("Clone-Route-Unknown")]
    public IResult Unknown(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", Route = "api/v1/{*path}")]
        HttpRequest request) => CloneErrors.UnknownRoute();
}
