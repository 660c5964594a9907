using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Streaming;

namespace Understudy.Functions.Http;

/// <summary>
/// Counts every request, for its account or else for the client's address, and refuses what is too many. A browser's
/// question whether it may ask is neither counted nor refused: answering costs no more than refusing.
/// </summary>
internal sealed class RateLimitMiddleware(HttpFunctions functions, RateLimits limits, OpenStreams streams)
    : IFunctionsWorkerMiddleware
{
    // There is no telling when a stream ends; asking again at this pace does no harm.
    private const int StreamRetrySeconds = 5;

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("This middleware is for HTTP functions only.");
        HttpFunction function = functions.Of(context);
        Caller? caller = http.Features.Get<Caller>();
        string account = caller?.Account ?? "";
        IResult? refusal = caller is null
            ? limits.OfAddress(http, function.Limit)
            : limits.OfAccount(http, account, function.Creates);
        if (refusal is not null) return refusal.ExecuteAsync(http);
        return function.Streams && caller is not null ? StreamAsync(context, http, account, next) : next(context);
    }

    private async Task StreamAsync(
        FunctionContext context, HttpContext http, string account, FunctionExecutionDelegate next)
    {
        if (!streams.TryOpen(account))
        {
            await new Refusal(new TooManyStreams(StreamRetrySeconds, streams.Limit)).ExecuteAsync(http);
            return;
        }
        try
        {
            await next(context);
        }
        finally
        {
            streams.Close(account);
        }
    }
}
