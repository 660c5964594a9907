using Understudy.LocalRuntime.Durable.Dispatch;
using Understudy.LocalRuntime.Durable.Storage;

namespace Understudy.LocalRuntime.Durable.Management;

/// <summary>The engine's start, in its place among the changes of the store.</summary>
internal sealed class ResumeTransition(Dispatcher dispatcher) : ClientTransition<bool>(dispatcher)
{
    protected override bool Result => true;

    public override void Committed()
    {
        try
        {
            Dispatcher.Resume();
            base.Committed();
        }
        catch (Exception exception)
        {
            Failed(exception);
        }
    }

    protected override void Apply(WriteSession session)
    {
        // Nothing to store: only the place in the order of changes matters.
    }
}
