using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.EngineWorker;

/// <summary>
/// Takes work from the queue, so much at once as was said. What is no work, and what nobody survives, is laid aside.
/// </summary>
internal sealed class JobTaker : IHostedService, IAsyncDisposable
{
    // It is asked at least as often.
    private static readonly TimeSpan _recovery = TimeSpan.FromMinutes(2);

    private readonly AssignedWork _work;
    private readonly IReportSender _reports;
    private readonly ILogger<JobTaker> _log;
    private readonly ServiceBusProcessor _processor;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _isRunning;
    private long _failedAt;

    /// <summary>Makes one.</summary>
    public JobTaker(
        ServiceBusClient client,
        AssignedWork work,
        IReportSender reports,
        WorkerOptions options,
        TimeProvider time,
        ILogger<JobTaker> log)
    {
        _time = time;
        _work = work;
        _reports = reports;
        _log = log;
        Concurrency = options.Concurrency;
        _processor = client.CreateProcessor(EngineQueues.Jobs, new ServiceBusProcessorOptions
        {
            AutoCompleteMessages = false,
            MaxConcurrentCalls = options.Concurrency,
            // What waits here, no other worker can take.
            PrefetchCount = 0,
            // The work does it: it has to know when a lock is lost.
            MaxAutoLockRenewalDuration = TimeSpan.Zero,
        });
        _processor.ProcessMessageAsync += TakeAsync;
        _processor.ProcessErrorAsync += FailAsync;
    }

    /// <summary>Whether the broker can be asked for work: it is asked again and again, and has not failed for a while.</summary>
    public bool IsTaking => _isRunning
        && (Volatile.Read(ref _failedAt) is var failed && (failed == 0 || _time.GetElapsedTime(failed) > _recovery));

    private int Concurrency { get; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _processor.StartProcessingAsync(cancellationToken);
        _isRunning = true;
        WorkerLog.Takes(_log, Concurrency, EngineQueues.Jobs);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isRunning = false;
        await _stopping.CancelAsync();
        await _processor.StopProcessingAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _processor.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task TakeAsync(ProcessMessageEventArgs message)
    {
        EngineAssignment assignment;
        try
        {
            assignment = EngineMessages.ReadAssignment(message.Message.Body);
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException or NotSupportedException)
        {
            await LayAsideAsync(message, "Malformed", malformed.Message);
            return;
        }
        if (message.Message.DeliveryCount > EngineQueues.MaxAttempts)
        {
            await _reports.SendAsync(
                new EngineReport(assignment.Order.Job, assignment.Attempt, EngineState.Broken), CancellationToken.None);
            await LayAsideAsync(
                message,
                "WorkersDied",
                $"It was given to {EngineQueues.MaxAttempts} workers, and none of them came to an end.");
            return;
        }
        await _work.DoAsync(message, assignment, _stopping.Token);
    }

    private async Task LayAsideAsync(ProcessMessageEventArgs message, string reason, string description)
    {
        WorkerLog.LaidAside(_log, message.Message.MessageId, reason);
        await message.DeadLetterMessageAsync(message.Message, reason, description);
    }

    private Task FailAsync(ProcessErrorEventArgs error)
    {
        if (error.ErrorSource == ServiceBusErrorSource.Receive) Volatile.Write(ref _failedAt, _time.GetTimestamp());
        if (!_stopping.IsCancellationRequested) WorkerLog.BrokerFailed(_log, error.Exception, $"{error.ErrorSource}");
        return Task.CompletedTask;
    }
}
