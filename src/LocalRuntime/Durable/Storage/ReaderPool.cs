using System.Collections.Concurrent;

namespace Understudy.LocalRuntime.Durable.Storage;

/// <summary>Reading connections, as many as are used at a time; they see what has been committed.</summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private readonly ConcurrentBag<StoreReader> _idle = [];
    private volatile bool _disposed;

    public T Use<T>(Func<StoreReader, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(DurableEngine));
        if (!_idle.TryTake(out StoreReader? reader)) reader = new StoreReader(Schema.OpenReader(path));
        try
        {
            return read(reader);
        }
        finally
        {
            _idle.Add(reader);
            if (_disposed) DisposeIdle();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        DisposeIdle();
    }

    private void DisposeIdle()
    {
        while (_idle.TryTake(out StoreReader? reader))
            reader.Dispose();
    }
}
