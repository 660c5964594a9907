using Understudy.Domain.Persistence;

namespace Understudy.Functions.Tests.Support;

/// <summary>A document store that fails when a test says so, before or after an operation has taken effect.</summary>
public sealed class FaultyStore(IDocumentStore inner) : IDocumentStore
{
    private int _calls;
    private volatile int _dieAt = int.MaxValue;

    /// <summary>Whether the operation on documents of that type fails without an effect.</summary>
    public Func<string, Type, bool>? Fails { get; set; }

    /// <summary>What an operation on documents of that type waits for.</summary>
    public Func<string, Type, Task>? Before { get; set; }

    /// <summary>What it fails with.</summary>
    public Exception Failure { get; set; } = new IOException("The store is gone.");

    /// <summary>From now on, so many calls work, the last one without an answer; after that the store is dead.</summary>
    public void DieAtCall(int call)
    {
        Volatile.Write(ref _calls, 0);
        _dieAt = call;
    }

    /// <summary>Everything works again.</summary>
    public void Revive() => _dieAt = int.MaxValue;

    public Task<Stored<T>?> FindAsync<T>(string partition, string id, CancellationToken cancellationToken = default)
        where T : class, IDocument => CallAsync<T, Stored<T>?>(
            "find", () => inner.FindAsync<T>(partition, id, cancellationToken));

    public Task<Stored<T>?> CreateAsync<T>(T document, CancellationToken cancellationToken = default)
        where T : class, IDocument => CallAsync<T, Stored<T>?>(
            "create", () => inner.CreateAsync(document, cancellationToken));

    public Task<Stored<T>?> ReplaceAsync<T>(T document, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument => CallAsync<T, Stored<T>?>(
            "replace", () => inner.ReplaceAsync(document, etag, cancellationToken));

    public Task<bool> DeleteAsync<T>(
        string partition, string id, string etag, CancellationToken cancellationToken = default)
        where T : class, IDocument => CallAsync<T, bool>(
            "delete", () => inner.DeleteAsync<T>(partition, id, etag, cancellationToken));

    public Task<DocumentPage<T>> QueryAsync<T>(DocumentQuery query, CancellationToken cancellationToken = default)
        where T : class, IDocument => CallAsync<T, DocumentPage<T>>(
            "query", () => inner.QueryAsync<T>(query, cancellationToken));

    private async Task<TAnswer> CallAsync<T, TAnswer>(string operation, Func<Task<TAnswer>> call)
    {
        if (Before is { } before) await before(operation, typeof(T));
        int number = Interlocked.Increment(ref _calls);
        if (number > _dieAt || Fails?.Invoke(operation, typeof(T)) == true) throw Failure;
        TAnswer answer = await call();
        return number == _dieAt ? throw new IOException("The store is gone, after all.") : answer;
    }
}
