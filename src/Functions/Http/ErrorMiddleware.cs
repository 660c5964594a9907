using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Reading;
using Understudy.Infrastructure.Files;

namespace Understudy.Functions.Http;

/// <summary>
/// Turns what an endpoint did not expect into an answer that says nothing internal, and logs all of it.
/// </summary>
internal sealed partial class ErrorMiddleware(ILogger<ErrorMiddleware> log) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("This middleware is for HTTP functions only.");
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await new Refusal(Of(bad)).ExecuteAsync(http);
        }
        catch (Exception full) when (DiskSpace.LackedFor(full) && !http.Response.HasStarted)
        {
            LogUnexpected(
                log, full, context.FunctionDefinition.Name, context.InvocationId, context.TraceContext.TraceParent);
            await new Refusal(new StorageFull()).ExecuteAsync(http);
        }
        catch (IdentityProviderException unasked) when (!http.Response.HasStarted)
        {
            LogUnexpected(
                log, unasked, context.FunctionDefinition.Name, context.InvocationId, context.TraceContext.TraceParent);
            await new Refusal(new IdentityUnavailable()).ExecuteAsync(http);
        }
        catch (Exception unexpected) when (!http.Response.HasStarted)
        {
            LogUnexpected(
                log,
                unexpected,
                context.FunctionDefinition.Name,
                context.InvocationId,
                context.TraceContext.TraceParent);
            await new Refusal(new Fault(context.InvocationId)).ExecuteAsync(http);
        }
    }

    private static Problem Of(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new BodyTooLarge(),
        StatusCodes.Status408RequestTimeout => new BodyTooSlow(),
        StatusCodes.Status415UnsupportedMediaType => bad is WrongTypeException { Wanted: var wanted }
            ? new UnknownMediaType(wanted)
            : new UnknownCoding(bad.Message),
        _ => new UnreadableRequest(bad is CodedBodyException ? bad.Message : null),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed, request {RequestId}, trace {TraceParent}")]
    private static partial void LogUnexpected(
        ILogger logger, Exception exception, string function, string requestId, string traceParent);
}
