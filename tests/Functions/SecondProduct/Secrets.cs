using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;

namespace Understudy.Functions.Tests.SecondProduct;

/// <summary>Something that is told once only.</summary>
[Limited("secrets")]
[SignedInBy(Way.Firebase)]
public sealed class Secrets
{
    [Creates(KeepsAnswer = false)]
    [Function("Second-Secret-Create")]
    public IResult Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "second/v2/secrets")] HttpRequest request) =>
        Dialect.Of(request.HttpContext).Success(new { secret = $"sk-{Guid.NewGuid():N}" }, StatusCodes.Status201Created);
}
