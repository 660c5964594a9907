using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Understudy.LocalRuntime.Durable.Storage;

/// <summary>
/// The only writer. Transitions that wait while a transaction commits share the next one, so that a busy engine pays
/// for few commits and an idle one waits for none.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private const int MaxBatch = 256;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int IoError = 10;
    private const int Full = 13;

    private readonly BlockingCollection<Transition> _queue = new(new ConcurrentQueue<Transition>());
    private readonly ManualResetEventSlim _abandoned = new();
    private readonly WriteSession _session;
    private readonly ILogger _logger;
    private readonly Thread _thread;

    public StoreWriter(WriteSession session, ILogger logger)
    {
        _session = session;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "durable-store" };
        _thread.Start();
    }

    public void Enqueue(Transition transition)
    {
        try
        {
            _queue.Add(transition);
        }
        catch (InvalidOperationException)
        {
            transition.Failed(new ObjectDisposedException(nameof(DurableEngine), "The durable engine has stopped."));
        }
    }

    /// <summary>Stores what is queued, then ends.</summary>
    public void Drain()
    {
        _queue.CompleteAdding();
        _thread.Join();
    }

    /// <summary>Ends after the transaction that is under way, as if the process had died then.</summary>
    public void Abandon()
    {
        _abandoned.Set();
        Drain();
        while (_queue.TryTake(out Transition? left))
            left.Failed(new ObjectDisposedException(nameof(DurableEngine), "The durable engine was disposed."));
    }

    public void Dispose()
    {
        _session.Dispose();
        _queue.Dispose();
        _abandoned.Dispose();
    }

    private void Run()
    {
        List<Transition> batch = [];
        while (!_abandoned.IsSet && _queue.TryTake(out Transition? first, Timeout.Infinite))
        {
            batch.Add(first);
            while (batch.Count < MaxBatch && _queue.TryTake(out Transition? next))
                batch.Add(next);
            Store(batch);
            batch.Clear();
        }
    }

    private void Store(List<Transition> batch)
    {
        for (int attempt = 0; !_abandoned.IsSet; attempt++)
        {
            try
            {
                StoreTogether(batch);
                batch.ForEach(Announce);
                return;
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode is Busy or Locked or IoError or Full)
            {
                _logger.LogError(exception, "The durable store cannot be written; trying again");
                if (exception.SqliteErrorCode is Full && !KeepOwn(batch, exception)) return;
                _abandoned.Wait(TimeSpan.FromMilliseconds(Math.Min(5_000, 50 << Math.Min(attempt, 8))));
            }
            catch (Exception exception) when (batch.Count == 1)
            {
                batch[0].Failed(exception);
                return;
            }
            catch (Exception exception)
            {
                _logger.LogError(exception, "A batch cannot be stored; storing its parts one by one");
                batch.ForEach(transition => Store([transition]));
                return;
            }
        }

        batch.ForEach(transition => transition.Failed(new ObjectDisposedException(nameof(DurableEngine))));
    }

    /// <summary>Tells whoever asks, now or meanwhile, that there is no room, and keeps what has to be stored in any case.
    /// </summary>
    /// <returns>Whether there is anything left.</returns>
    private bool KeepOwn(List<Transition> batch, SqliteException exception)
    {
        while (batch.Count < MaxBatch && _queue.TryTake(out Transition? next))
            batch.Add(next);
        foreach (Transition asked in batch.Where(transition => transition.IsAsked))
            asked.Failed(exception);
        batch.RemoveAll(transition => transition.IsAsked);
        return batch.Count > 0;
    }

    private void StoreTogether(List<Transition> batch)
    {
        _session.Begin();
        try
        {
            foreach (Transition transition in batch)
                transition.ApplyTo(_session);
            _session.Commit();
        }
        catch
        {
            _session.Rollback();
            throw;
        }
    }

    private void Announce(Transition stored)
    {
        try
        {
            if (_abandoned.IsSet)
                stored.Failed(new ObjectDisposedException(nameof(DurableEngine)));
            else
                stored.Committed();
        }
        catch (Exception exception)
        {
            // What is stored must not be stored again, so this goes no further; the next start takes it up.
            _logger.LogCritical(exception, "The effects of a stored change failed");
        }
    }
}
