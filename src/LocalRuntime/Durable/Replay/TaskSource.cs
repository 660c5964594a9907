using Microsoft.DurableTask;

namespace Understudy.LocalRuntime.Durable.Replay;

/// <summary>The orchestrator's side of something durable: completed when the history says so.</summary>
internal interface ITaskSource
{
    /// <summary>Completes it with a serialized result, or fails it if that is not of the type asked for.</summary>
    void Complete(string? result, DataConverter converter);

    void Fail(Exception exception);
}

internal sealed class TaskSource<T> : ITaskSource
{
    private readonly TaskCompletionSource<T> _source = new();

    public Task<T> Task => _source.Task;

    public void Complete(string? result, DataConverter converter)
    {
        try
        {
            _source.TrySetResult(converter.Deserialize<T>(result)!);
        }
        catch (Exception exception)
        {
            _source.TrySetException(exception);
        }
    }

    public void Fail(Exception exception) => _source.TrySetException(exception);

    public void Cancel(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);
}
