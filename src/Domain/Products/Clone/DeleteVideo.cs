using Understudy.Domain.Billing;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>Deletes a video and its files; one still being made is given up and costs nothing. Clone §7.4.</summary>
public sealed record DeleteVideo(string OwnerId, string VideoId);

/// <summary>Handles <see cref="DeleteVideo"/>.</summary>
public sealed class DeleteVideoHandler(
    IDocumentStore store, IMediaStore media, Videos videos, JobSettlement settlement, WalletLedger ledger)
{
    /// <summary>Deletes the video; the document goes last, so that a cut-off deletion can be repeated.</summary>
    public async Task<Problem?> HandleAsync(
        DeleteVideo command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Job? job = await videos.FindAsync(command.OwnerId, command.VideoId, cancellationToken);
        if (job is null) return Videos.Missing;
        job = await settlement.CancelAsync(job, pipelines, cancellationToken);
        if (job is null) return Videos.Missing;
        if (job is { State: JobState.Completed, Charged: { } charged })
        {
            // Its pipeline may have been cut off before this, and would find nothing left to charge for.
            await ledger.CaptureAsync(Minutes.Wallet(job.OwnerId), job.Id, charged, cancellationToken);
        }
        await media.DeleteAllAsync(job.InputsOf<TalkingVideo>().Folder, cancellationToken);
        await store.DeleteAsync<Job>(job.OwnerId, job.Id, cancellationToken);
        return null;
    }
}
