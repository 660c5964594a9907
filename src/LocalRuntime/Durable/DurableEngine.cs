using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Durable.Dispatch;
using Understudy.LocalRuntime.Durable.Management;
using Understudy.LocalRuntime.Durable.Storage;
using Understudy.Shared;

namespace Understudy.LocalRuntime.Durable;

/// <summary>
/// Runs durable orchestrations on one SQLite file. Whatever happens to the process, at the next start every
/// orchestration goes on from its last stored step.
/// </summary>
/// <remarks>
/// Every message, step and result is a row before it has any effect. A turn consumes messages and stores its events and
/// all that it asks for in one transaction; an activity's end is another. So a step is recorded once, and an activity
/// that was running when the process died runs again. See <see cref="DurableEngineOptions.SurvivesPowerLoss"/> for
/// what a power cut may cost.
/// </remarks>
internal sealed class DurableEngine : IAsyncDisposable
{
    private readonly FileStream _claim;
    private readonly StoreWriter _writer;
    private readonly ReaderPool _readers;
    private readonly InstanceSignals _signals = new();
    private readonly Dispatcher _dispatcher;
    private int _ended;

    /// <summary>Opens the store, and makes it if there is none. Nothing runs before <see cref="StartAsync"/>.</summary>
    /// <exception cref="IOException">Another engine has the store open.</exception>
    /// <exception cref="InvalidDataException">The store is of another version.</exception>
    public DurableEngine(
        DurableEngineOptions options, ITaskInvoker invoker, ILoggerFactory loggers, TimeProvider time)
    {
        string path = Path.GetFullPath(options.DatabasePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _claim = LockFile.Open(path + ".lock");
        try
        {
            WriteSession session = new(Schema.OpenWriter(path, options.SurvivesPowerLoss));
            _writer = new StoreWriter(session, loggers.CreateLogger<DurableEngine>());
        }
        catch
        {
            _claim.Dispose();
            throw;
        }

        _readers = new ReaderPool(path);
        _dispatcher = new Dispatcher(options, invoker, loggers, time, _writer, _readers, _signals);
        Client = new LocalDurableTaskClient(_writer, _readers, _dispatcher, _signals, options.DataConverter, time);
    }

    /// <summary>Starts and steers orchestrations. What it is asked before the engine starts is stored, and done then.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Takes up what the store says is under way.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ResumeTransition resume = new(_dispatcher);
        _writer.Enqueue(resume);
        return resume.Stored.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Cancels the running activities, waits for them and for the turns under way, stores what they did, and closes the
    /// store. What did not end goes on at the next start.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting for activities that do not heed their token.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        try
        {
            await _dispatcher.StopAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The activities left behind have not ended as far as the store is concerned.
        }

        await Task.Run(_writer.Drain, CancellationToken.None);
        Close();
    }

    /// <summary>Unless stopped before, ends at once, as if the process had died: nothing stored is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        _ = _dispatcher.StopAsync();
        await Task.Run(_writer.Abandon);
        Close();
    }

    private void Close()
    {
        _signals.Close();
        _dispatcher.Dispose();
        _readers.Dispose();
        _writer.Dispose();
        _claim.Dispose();
    }
}
