using Understudy.Domain.Common;

namespace Understudy.Functions.Http.Dialects;

/// <summary>Answers with a problem in the dialect of whichever product the request belongs to.</summary>
internal sealed record Refusal(Problem Problem) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => Dialect.Of(httpContext).Refuse(Problem).ExecuteAsync(httpContext);
}
