using System.Globalization;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Jobs.Engines;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;

namespace Understudy.Functions.Core.Jobs;

/// <summary>
/// Shows what nobody could do anything with, and sends it again, for whoever runs the app: with the host's master key, as
/// giving roles.
/// </summary>
[SignedInBy(Way.Nobody)]
public sealed partial class DeadLetters(IDeadLetters letters, ILogger<DeadLetters> log)
{
    private const string Route = "operator/dead-letters";

    /// <summary>One line for each: queue, number, when it was sent, its id and why it was laid aside.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Core-DeadLetters-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Admin, "get", "head", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken) =>
        Told(await letters.ListAsync(cancellationToken));

    /// <summary>Sends them again, and tells which.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Core-DeadLetters-Replay")]
    public async Task<IResult> Replay(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<DeadLetter> sent = await letters.ReplayAsync(cancellationToken);
        LogReplayed(log, sent.Count);
        return Told(sent);
    }

    private static IResult Told(IReadOnlyList<DeadLetter> letters)
    {
        StringBuilder lines = new();
        foreach (DeadLetter letter in letters)
            lines.Append(CultureInfo.InvariantCulture, $"{letter.Queue} {letter.Number} {letter.EnqueuedAt:u} {letter.MessageId} ")
                .Append($"{letter.Reason}: {letter.Description}".ReplaceLineEndings(" ")).Append('\n');
        return Results.Text(letters.Count == 0 ? "There are none.\n" : lines.ToString());
    }

    [LoggerMessage(310, LogLevel.Warning, "{Count} dead letters are sent again")]
    private static partial void LogReplayed(ILogger logger, int count);
}
