using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// Asks Cosmos DB, and asks again what it did not answer or had no room for, a few times. An answer may be lost after the work
/// was done: that asking again is right is the caller's to see to.
/// </summary>
internal sealed class CosmosConnection(Container container, TimeProvider clock, ILogger logger)
{
    private const int Attempts = 7;
    private const string OwnerMissing = "1003";
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(25);

    // A document remembers a write for half a minute: whoever asks again later could be told that it was another's. Besides, the SDK
    // has asked again by itself for seconds each time, and somebody waits.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private static readonly Histogram<double> _charges = Signals.Meter.CreateHistogram<double>(
        "understudy.cosmos.request.charge", "{RU}", "What requests to Cosmos DB cost, in request units.");

    /// <summary>The container.</summary>
    public Container Container => container;

    /// <summary>Asks until there is an answer that says something.</summary>
    /// <param name="operation">What it is, for logs and figures.</param>
    /// <param name="type">The type of documents.</param>
    /// <param name="ask">Asks once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CosmosException">There was none, or one that only a fault of the setup explains.</exception>
    public async Task<CosmosAnswer> AskAsync(
        string operation, string type, Func<CancellationToken, Task<ResponseMessage>> ask, CancellationToken cancellationToken)
    {
        long since = clock.GetTimestamp();
        for (int attempt = 1; ; attempt++)
        {
            (CosmosAnswer answer, Exception? lost) = await TryAsync(operation, type, ask, since, cancellationToken);
            if (answer.IsFinal) return Sensible(answer, operation, type);
            if (attempt == Attempts || clock.GetElapsedTime(since) >= _patience)
                throw Unanswered(answer, lost, operation, type, attempt);
            Log.AskedAgain(logger, lost, operation, type, attempt, answer.Status);
            await Task.Delay(Pause(attempt, answer.RetryAfter), clock, cancellationToken);
        }
    }

    private static TimeSpan Pause(int attempt, TimeSpan? told)
    {
        // Longer each time and never alike, so that those who were turned away together do not come back together.
        TimeSpan pause = _firstPause * Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble());
        return told > pause ? told.Value : pause;
    }

    private static CosmosAnswer Sensible(CosmosAnswer answer, string operation, string type) => answer.Status switch
    {
        HttpStatusCode.NotFound when answer.SubStatus == OwnerMissing =>
            throw new CosmosException("The database or its container is not there.", answer.Status, 1003, "", 0),
        < HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed =>
            answer,
        _ => throw new CosmosException(
            $"Cosmos DB refused {operation} {type}: {answer.Status}. {answer.Error}", answer.Status, 0, "", 0),
    };

    private static CosmosException Unanswered(
        CosmosAnswer answer, Exception? lost, string operation, string type, int attempts) => new(
        $"Cosmos DB did not answer {operation} {type}, asked {attempts} times: {lost?.Message ?? answer.Error}",
        answer.Status, 0, "", 0);

    private async Task<(CosmosAnswer Answer, Exception? Lost)> TryAsync(
        string operation,
        string type,
        Func<CancellationToken, Task<ResponseMessage>> ask,
        long since,
        CancellationToken cancellationToken)
    {
        TimeSpan left = _patience - clock.GetElapsedTime(since);
        using CancellationTokenSource late = new(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using ResponseMessage response = await ask(given.Token);
            double charge = response.Headers.RequestCharge;
            _charges.Record(charge, new("operation", operation), new("type", type));
            Log.Charged(logger, operation, type, response.StatusCode, charge);
            return (await CosmosAnswer.ReadAsync(response, given.Token), null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (CosmosException error) when (CosmosAnswer.MayBeAskedAgain(error.StatusCode))
        {
            return (CosmosAnswer.None(error.StatusCode, error.RetryAfter), error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException or OperationCanceledException)
        {
            return (CosmosAnswer.None(HttpStatusCode.RequestTimeout, null), error);
        }
    }
}
