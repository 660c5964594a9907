using System.Text.Encodings.Web;
using System.Text.Json;
using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Notifications;
using Understudy.Domain.Products.Sora;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Core.Jobs;

namespace Understudy.Functions.Products.Sora;

/// <summary>Tells the address that was named with a task how it ended. Sora, Webhook Integration.</summary>
public sealed class TaskNews(Tasks tasks, WalletLedger ledger, IMediaStore media) : IJobNews
{
    private const string Model = "sora-2.0";
    private const int Failed = 501;

    // Deliveries are tried for about three days.
    private static readonly TimeSpan _linkLife = TimeSpan.FromDays(4);

    private static readonly WebhookEventType _taskEnded = new("soraTaskEnded");

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <inheritdoc/>
    public string Product => Credits.Product;

    /// <inheritdoc/>
    public async Task<JobReport> ReportAsync(JobReference job, CancellationToken cancellationToken)
    {
        Job? task = await tasks.FindAsync(job.OwnerId, job.JobId, cancellationToken);
        if (task is null) return new JobReport(Ended: true, Event: null);
        if (!task.IsFinished || task.InputsOf<SoraVideo>().WebhookUrl is not { } address)
            return new JobReport(task.IsFinished, Event: null);
        int left = (await ledger.GetBalanceAsync(Credits.Wallet(task.OwnerId), cancellationToken)).Left;
        // However often the end of a task is announced, it is one event.
        WebhookEvent told = new(
            WebhookSignature.DerivedId(task.Id, _taskEnded.Name),
            task.OwnerId,
            _taskEnded,
            JsonSerializer.Serialize(Payload(task, left), _json));
        return new JobReport(Ended: true, told, address);
    }

    /// <inheritdoc/>
    public Task<Mail?> WriteAsync(
        JobReference job, User owner, UserSettings settings, CancellationToken cancellationToken) =>
        Task.FromResult<Mail?>(null);

    private TaskNewsBody Payload(Job task, int left)
    {
        var failure = TaskFailure.Of(task);
        string message = failure is null ? "success" : TaskBodies.ErrorOf(task)!;
        return new TaskNewsBody(
            failure is null ? StatusCodes.Status200OK : Failed,
            message,
            new TaskNewsData(
                task.Id,
                Model,
                failure is null ? "success" : "fail",
                Parameters(task.InputsOf<SoraVideo>()),
                task.Outputs?.Video is { } video && failure is null
                    ? JsonSerializer.Serialize(new { ResultUrls = new[] { media.SignDownload(video, _linkLife) } }, _json)
                    : null,
                failure?.Code,
                failure is null ? null : message,
                (long)((task.FinishedAt - task.StartedAt)?.TotalMilliseconds ?? 0),
                task.FinishedAt?.ToUnixTimeMilliseconds(),
                task.CreatedAt.ToUnixTimeMilliseconds(),
                failure is null ? task.Charged ?? task.Cost : 0,
                left));
    }

    private static string Parameters(SoraVideo video) => JsonSerializer.Serialize(
        new
        {
            video.Prompt,
            aspect_ratio = SoraWords.AspectRatios[video.AspectRatio],
            quality = SoraWords.Qualities[video.Quality],
            video.Seed,
            image_urls = video.ImageUrls.Count > 0 ? video.ImageUrls : null,
        },
        _json);
}

/// <summary>What is told of a task's end.</summary>
internal sealed record TaskNewsBody(int Code, string Msg, TaskNewsData Data);

/// <summary>The same fields as in §2.5; the last two are beyond the contract.</summary>
internal sealed record TaskNewsData(
    string TaskId,
    string Model,
    string State,
    string Param,
    string? ResultJson,
    string? FailCode,
    string? FailMsg,
    long CostTime,
    long? CompleteTime,
    long CreateTime,
    int CreditsCharged,
    int CreditsRemaining);
