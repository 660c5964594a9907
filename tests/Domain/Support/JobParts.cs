using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Jobs.Engines;

namespace Understudy.Domain.Tests.Support;

/// <summary>What runs jobs, put together over one store.</summary>
internal sealed class JobParts
{
    public JobParts(IDocumentStore store, IMediaStore media, TimeProvider time)
    {
        Lanes = new Lanes(store, time);
        Ledger = new WalletLedger(store, time);
        VideoTrainingKind videoTraining = new(store, media, time);
        VoiceTrainingKind voiceTraining = new(store, media, time);
        Kinds = new JobKinds([videoTraining, voiceTraining, new TalkingVideoKind(store, media)]);
        Settlement = new JobSettlement(store, Kinds, Lanes, Ledger, time);
        Desk = new JobDesk(store, Kinds, Lanes, Ledger, time);
        Sources = new ModelSources(store, media, Desk, videoTraining, voiceTraining, time);
        DeleteVideoHandler deleteVideo = new(store, media, new Videos(store), Settlement, Ledger);
        Lazy<IMediaEngine> engine = new(new TestEngine(store, new LeaseHolder("test", IsAlone: true), time));
        EngineRegistry engines = new(
            [new NamedEngine("test", engine)],
            new EngineChoice("test", new Dictionary<(string Product, string Kind), string>()));
        Turns = new JobTurns(store, Kinds, engines, Lanes);
        Recovery = new Recovery(store, Kinds, Turns, Settlement, [Sources, new CutOffDeletions(deleteVideo)], time);
    }

    public Lanes Lanes { get; }

    public WalletLedger Ledger { get; }

    public JobKinds Kinds { get; }

    public JobSettlement Settlement { get; }

    public JobTurns Turns { get; }

    public JobDesk Desk { get; }

    public ModelSources Sources { get; }

    public Recovery Recovery { get; }
}
