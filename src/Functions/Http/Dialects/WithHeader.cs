namespace Understudy.Functions.Http.Dialects;

/// <summary>An answer with a header more.</summary>
internal sealed record WithHeader(IResult Answer, string Name, string Value) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers[Name] = Value;
        return Answer.ExecuteAsync(httpContext);
    }
}

/// <summary>Adds headers to answers.</summary>
internal static class WithHeaderExtensions
{
    /// <summary>The same answer with a header more.</summary>
    public static IResult With(this IResult answer, string name, string value) => new WithHeader(answer, name, value);
}
