using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>Taking one's data along, and leaving. Clone §10.5, §10.6.</summary>
[SignedInBy(Way.Firebase, Sensitive = true)]
public sealed class Account(Exports exports, AccountDeletion deletion)
{
    /// <summary>Clone §10.5.</summary>
    [Creates]
    [Function("Clone-Account-Export")]
    public async Task<IResult> Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/account/export")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Result<AccountExport> requested = await exports.RequestAsync(Caller.IdOf(request), cancellationToken);
        if (!requested.Succeeded) return CloneErrors.From(requested.Problem);
        AccountExport export = requested.Value;
        await new AccountWork(client).StartExportAsync(export, cancellationToken);
        return Results.Json(
            new ExportAnswer(
                "Data export request received. You will receive an email when ready.", export.EstimatedAt),
            CloneJson.Wire.ExportAnswer,
            contentType: null,
            StatusCodes.Status202Accepted);
    }

    /// <summary>
    /// Clone §10.6. The claims are marked last: whoever is cut off before that may ask again, and whoever is not is told by
    /// every other endpoint that the account is deleted.
    /// </summary>
    [Function("Clone-Account-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/account")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        fields.Choice("confirmation", AccountWords.Confirmations);
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        User? user = await deletion.ScheduleAsync(Caller.IdOf(request), cancellationToken);
        if (user?.DeletionAt is { } deletionAt)
        {
            await new AccountWork(client).StartLeavingAsync(user.Id, deletionAt, cancellationToken);
            await deletion.MarkAsync(user.Id, cancellationToken);
        }
        return CloneResults.Message("Account scheduled for deletion. You have 30 days to recover.");
    }
}
