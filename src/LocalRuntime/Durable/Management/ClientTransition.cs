using Understudy.LocalRuntime.Durable.Dispatch;
using Understudy.LocalRuntime.Durable.Storage;

namespace Understudy.LocalRuntime.Durable.Management;

/// <summary>A change asked for by a client, who waits until it is stored.</summary>
internal abstract class ClientTransition<T>(Dispatcher dispatcher) : Transition
{
    private readonly TaskCompletionSource<T> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool IsAsked => true;

    public Task<T> Stored => _stored.Task;

    protected Dispatcher Dispatcher { get; } = dispatcher;

    protected abstract T Result { get; }

    public override void Committed()
    {
        Dispatcher.Deliver(Deliveries);
        _stored.TrySetResult(Result);
    }

    public override void Failed(Exception exception) => _stored.TrySetException(exception);
}
