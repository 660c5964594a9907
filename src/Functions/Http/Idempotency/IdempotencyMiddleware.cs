using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Primitives;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Http.Idempotency;

/// <summary>
/// Does a request that creates or bills once, however often it is sent with one <c>Idempotency-Key</c>: the answer of the
/// first that succeeded is given to all others. A request that was refused has done nothing and is forgotten; one that broke
/// off may have done something, and is carried on by the next one with the key.
/// </summary>
internal sealed class IdempotencyMiddleware(
    HttpFunctions functions, IDocumentStore store, IIdFactory ids, LeaseHolder holder, TimeProvider time)
    : IFunctionsWorkerMiddleware
{
    private const string ReplayedHeader = "Idempotency-Replayed";

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("This middleware is for HTTP functions only.");
        return http.Request.Headers.TryGetValue(IdempotencyKey.Header, out StringValues keys) &&
            functions.Of(context).Creation is { } creation &&
            // Keys are remembered with accounts: one of nobody would be found by whoever guesses it.
            http.Features.Get<Caller>()?.UserId is not null
                ? HandleAsync(context, http, creation, keys, next)
                : next(context);
    }

    private async Task HandleAsync(
        FunctionContext context,
        HttpContext http,
        CreatesAttribute creation,
        StringValues keys,
        FunctionExecutionDelegate next)
    {
        if (IdempotencyKey.Parse(keys) is not { } key)
        {
            await new Refusal(IdempotencyKey.Malformed).ExecuteAsync(http);
            return;
        }
        StreamedBody? stream = creation.StreamsBody ? new StreamedBody(http.Request) : null;
        string fingerprint = stream is null
            ? IdempotencyKey.Fingerprint(http.Request, await RequestBody.ReadAsync(http.Request))
            : IdempotencyKey.Fingerprint(http.Request, stream);
        (Stored<IdempotentRequest> record, bool begun) = await BeginAsync(
            Caller.IdOf(http.Request), IdempotencyKey.DocumentId(key), fingerprint, http.RequestAborted);
        if (begun)
        {
            http.Features.Set(new NewResource(record.Value.ResourceId));
            HeldKey held = new(store, holder, time, record);
            if (stream is not null)
            {
                stream.Passing = held.KeepAsync;
                http.Request.Body = stream;
            }
            await RunAsync(context, http, creation, held, stream, next);
            return;
        }

        IResult answer = record.Value switch
        {
            { Fingerprint: var first } when first != fingerprint => new Refusal(new IdempotencyKeyReused()),
            { Answer: not null, StreamedBody: { } first } when stream is not null && !await stream.IsAsync(first) =>
                new Refusal(new IdempotencyKeyReused()),
            { Answer.IsWithheld: true } => new Refusal(new IdempotentAnswerNotKept()),
            { Answer: { } stored } => stored,
            { } busy => new Refusal(new IdempotencyInProgress(holder.RetrySeconds(busy.Lease, time.GetUtcNow()))),
        };
        if (answer is StoredAnswer) http.Response.Headers[ReplayedHeader] = "true";
        await answer.ExecuteAsync(http);
    }

    /// <summary>Takes the key for this request, or finds who has it.</summary>
    private async Task<(Stored<IdempotentRequest> Record, bool Begun)> BeginAsync(
        string ownerId, string id, string fingerprint, CancellationToken cancellationToken)
    {
        while (true)
        {
            DateTimeOffset now = time.GetUtcNow();
            Stored<IdempotentRequest>? known =
                await store.FindAsync<IdempotentRequest>(ownerId, id, cancellationToken);
            if (known is not null && (known.Value.Fingerprint != fingerprint ||
                known.Value.Answer is not null || holder.Left(known.Value.Lease, now) > TimeSpan.Zero))
                return (known, false);
            IdempotentRequest request = known?.Value ?? new IdempotentRequest
            {
                Id = id,
                OwnerId = ownerId,
                Fingerprint = fingerprint,
                ResourceId = ids.Next(),
                ExpiresAt = now + IdempotentRequest.Lifetime,
            };
            request = request with { Lease = holder.Take(now, IdempotentRequest.LeaseLength) };
            Stored<IdempotentRequest>? taken = known is null
                ? await store.CreateAsync(request, cancellationToken)
                : await store.ReplaceAsync(request, known.ETag, cancellationToken);
            if (taken is not null) return (taken, true);
        }
    }

    private async Task RunAsync(
        FunctionContext context,
        HttpContext http,
        CreatesAttribute creation,
        HeldKey held,
        StreamedBody? stream,
        FunctionExecutionDelegate next)
    {
        StoredAnswer answer;
        try
        {
            await next(context);
            answer = await CaptureAsync(context, http);
        }
        catch (Exception fault)
        {
            try
            {
                await BreakOffAsync(held.Record);
            }
            catch (Exception another)
            {
                // Then the lease has to end by itself.
                throw new AggregateException(fault, another);
            }
            throw;
        }
        // From here on nobody waits who could give up: what was done has to be remembered.
        Stored<IdempotentRequest> record = held.Record;
        if (answer.Status is >= 200 and < 300)
        {
            StoredAnswer kept = creation.KeepsAnswer
                ? answer
                : new StoredAnswer(answer.Status, null, "") { IsWithheld = true };
            string? body = stream is null ? null : await stream.FinishAsync();
            await store.ReplaceAsync(
                record.Value with { Answer = kept, StreamedBody = body }, record.ETag, CancellationToken.None);
        }
        else if (answer.Status >= 500)
            await BreakOffAsync(record);
        else
            await store.DeleteAsync<IdempotentRequest>(
                record.Value.OwnerId, record.Value.Id, record.ETag, CancellationToken.None);
        context.GetInvocationResult().Value = answer;
    }

    // The next one need not wait for the lease to end.
    private async Task BreakOffAsync(Stored<IdempotentRequest> record) => await store.ReplaceAsync(
        record.Value with { Lease = null }, record.ETag, CancellationToken.None);

    private static async Task<StoredAnswer> CaptureAsync(FunctionContext context, HttpContext http)
    {
        InvocationResult invocation = context.GetInvocationResult();
        if (invocation.Value is not IResult result)
            throw new InvalidOperationException(
                $"{context.FunctionDefinition.Name} creates, so its answer has to be an {nameof(IResult)}.");
        // Until the answer is remembered there is none, and an error may be given instead.
        invocation.Value = Results.Empty;
        // Not even the headers may go out before.
        IHttpResponseBodyFeature wire = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using MemoryStream written = new();
        StreamResponseBodyFeature captured = new(written);
        http.Features.Set<IHttpResponseBodyFeature>(captured);
        try
        {
            await result.ExecuteAsync(http);
            await captured.CompleteAsync();
        }
        finally
        {
            http.Features.Set(wire);
        }
        return new StoredAnswer(
            http.Response.StatusCode,
            http.Response.ContentType,
            Encoding.UTF8.GetString(written.GetBuffer(), 0, (int)written.Length));
    }
}
