using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;

namespace Understudy.Domain.Tests.Support;

/// <summary>What runs jobs, put together over one store.</summary>
internal sealed class JobParts
{
    public JobParts(IDocumentStore store, IMediaStore media, TimeProvider time)
    {
        Lanes = new Lanes(store);
        Ledger = new WalletLedger(store, time);
        VideoTrainingKind videoTraining = new(store, media, time);
        VoiceTrainingKind voiceTraining = new(store, media, time);
        Kinds = new JobKinds([videoTraining, voiceTraining, new TalkingVideoKind(store, media)]);
        Settlement = new JobSettlement(store, Kinds, Lanes, Ledger, time);
        Desk = new JobDesk(store, Kinds, Lanes, Ledger, time);
        Sources = new ModelSources(store, media, Desk, videoTraining, voiceTraining, time);
        DeleteVideoHandler deleteVideo = new(store, media, new Videos(store), Settlement, Ledger);
        Recovery = new Recovery(store, Kinds, Settlement, [Sources, new CutOffDeletions(deleteVideo)], time);
    }

    public Lanes Lanes { get; }

    public WalletLedger Ledger { get; }

    public JobKinds Kinds { get; }

    public JobSettlement Settlement { get; }

    public JobDesk Desk { get; }

    public ModelSources Sources { get; }

    public Recovery Recovery { get; }
}
