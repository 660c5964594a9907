using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.People;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>How the platform is used, for administrators. FilmStudio, Admin Service APIs.</summary>
[SignedInBy(Way.Session)]
public sealed class AdminAnalytics(
    PeopleDirectory people, FilmFigures figures, Lanes lanes, JobKinds kinds, IMachineLoad machine, TimeProvider time)
{
    private const int ActiveDays = 30;

    /// <summary>FilmStudio, GET /admin/analytics.</summary>
    [Function("FilmStudio-Analytics-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/admin/analytics")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!Administrators.Include(request)) return new Refusal(new NotPermitted());
        Task<MachineLoad> measuring = machine.MeasureAsync(cancellationToken);
        DirectoryIndex everybody = await people.ReadAsync(cancellationToken);
        FilmTotals totals = await figures.ReadAsync(cancellationToken);
        long waiting = await lanes.WaitingAsync(kinds.All.Select(kind => kind.Lane).Distinct(), cancellationToken);
        DateOnly since = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-ActiveDays);
        MachineLoad load = await measuring;
        return FilmStudioDialect.Instance.Success(new AnalyticsAnswer(
            everybody.Count,
            everybody.CountOf(entry => entry.LastSeenOn >= since),
            totals.Projects,
            totals.Videos,
            string.Create(CultureInfo.InvariantCulture, $"{totals.AverageTime.TotalMinutes:0.0} minutes"),
            new SystemLoad((int)Math.Round(load.Processors), (int)Math.Round(load.Memory), waiting)));
    }
}

/// <summary>FilmStudio, GET /admin/analytics.</summary>
/// <param name="TotalUsers">How many accounts there are.</param>
/// <param name="ActiveUsers">How many of them signed in, or were opened, within the last 30 days.</param>
/// <param name="TotalProjects">How many projects were created, ever.</param>
/// <param name="TotalVideosGenerated">How many videos were generated, ever.</param>
/// <param name="AvgGenerationTime">How long one took, from the start of the work on.</param>
/// <param name="SystemLoad">How busy it is, now.</param>
internal sealed record AnalyticsAnswer(
    int TotalUsers,
    int ActiveUsers,
    long TotalProjects,
    long TotalVideosGenerated,
    string AvgGenerationTime,
    SystemLoad SystemLoad);

/// <summary>How busy what answers is.</summary>
/// <param name="CpuUsage">Percent of the processors, of the container where that is limited.</param>
/// <param name="MemoryUsage">Percent of the memory, in the same way.</param>
/// <param name="QueueDepth">How many jobs wait for their turn, of all products.</param>
internal sealed record SystemLoad(int CpuUsage, int MemoryUsage, long QueueDepth);
