using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Billing;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>What a person has and has used. Clone §8.</summary>
/// <remarks>
/// All of it is of the latest billing period, or free month: used minutes include those that videos in progress hold, and
/// remaining ones are all that can be spent, extra minutes of earlier periods included.
/// </remarks>
[SignedInBy(Way.Firebase)]
public sealed class Usage(
    Minutes minutes, Subscriptions subscriptions, Models models, Videos videos, IMediaStore media, TimeProvider time)
{
    private const int RecentVideos = 5;

    /// <summary>
    /// Clone §8.1. As long as the period runs, used + remaining = limit + additional. Models are counted that videos can
    /// be made with.
    /// </summary>
    [Function("Clone-Dashboard-Get")]
    public async Task<IResult> Dashboard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/dashboard")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        await minutes.EnsureAsync(owner, cancellationToken);
        Task<MinutesUsage> usage = minutes.UsageAsync(owner, cancellationToken);
        Task<Subscription?> subscription = subscriptions.OfCloneAsync(owner, cancellationToken);
        Task<IReadOnlyList<Job>> recent = videos.LatestAsync(owner, RecentVideos, cancellationToken);
        Task<int> looks = models.CountAsync(owner, ModelKind.Video, ModelState.Completed, cancellationToken);
        Task<int> voices = models.CountAsync(owner, ModelKind.Voice, ModelState.Completed, cancellationToken);
        await Task.WhenAll(usage, subscription, recent, looks, voices);
        return CloneResults.Ok(
            new DashboardAnswer(
                Body(await usage),
                new ModelCounts(await looks, await voices),
                [.. (await recent).Select(Body)],
                BillingBodies.Short(await subscription, time.GetUtcNow())),
            CloneJson.Wire.DashboardAnswer);
    }

    /// <summary>Clone §8.2.</summary>
    [Function("Clone-Usage-Get")]
    public async Task<IResult> Current(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/usage")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        await minutes.EnsureAsync(owner, cancellationToken);
        MinutesUsage usage = await minutes.UsageAsync(owner, cancellationToken);
        DateTime start = usage.Period.Start.UtcDateTime;
        return CloneResults.Ok(
            new UsageAnswer(new CurrentUsage(
                start.Year, start.Month, usage.Base, usage.Used, usage.Period.Purchased, usage.Left)),
            CloneJson.Wire.UsageAnswer);
    }

    /// <summary>Clone §8.3. A row a calendar month (UTC), newest first; see <see cref="MonthUsage"/>.</summary>
    [Function("Clone-Usage-History")]
    public async Task<IResult> History(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/usage/history")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        int months = query.Whole("months", absent: 6, min: 1, max: 12);
        if (query.Problem is { } invalid) return CloneErrors.From(invalid);
        string owner = Caller.IdOf(request);
        await minutes.EnsureAsync(owner, cancellationToken);
        return CloneResults.Ok(
            new UsageHistoryAnswer(
            [
                .. MonthUsage.Of(await minutes.PeriodsAsync(owner, cancellationToken), time.GetUtcNow(), months)
                    .Select(month => new MonthBody(month.Year, month.Month, month.Base, month.Used, month.Purchased)),
            ]),
            CloneJson.Wire.UsageHistoryAnswer);
    }

    // The last day is within the period: a month's is its 28th to 31st.
    private static DashboardUsage Body(MinutesUsage usage) => new(
        usage.Used,
        usage.Left,
        usage.Base,
        usage.Additional,
        DateOnly.FromDateTime(usage.Period.Start.UtcDateTime),
        DateOnly.FromDateTime(usage.Period.End.UtcDateTime.AddTicks(-1)));

    private RecentVideo Body(Job job) => new(
        job.Id,
        VideoBodies.Inputs(job).Title,
        media.Link(job.Outputs?.Thumbnail),
        CloneWords.VideoStates[job.State],
        job.CreatedAt);
}
