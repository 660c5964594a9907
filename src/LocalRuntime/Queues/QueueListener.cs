using Microsoft.Data.Sqlite;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Invocation;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Queues;

/// <summary>What a message starts a function with.</summary>
/// <param name="Name">What it is called when the function fails.</param>
/// <param name="Trigger">What the trigger's parameter is made of.</param>
/// <param name="Data">What the trigger tells about it.</param>
internal sealed record Delivery(string Name, object Trigger, IReadOnlyDictionary<string, object?> Data);

/// <summary>Runs one function for the messages of its queue, several at a time.</summary>
/// <param name="host">The functions.</param>
/// <param name="function">It.</param>
/// <param name="queue">The queue's name.</param>
/// <param name="store">The queues.</param>
/// <param name="read">What a message starts the function with; null if it is nothing any more.</param>
/// <param name="concurrency">How many at a time.</param>
/// <param name="maxDeliveries">How often a message is tried.</param>
internal sealed class QueueListener(
    FunctionHost host,
    LocalFunctionDefinition function,
    string queue,
    QueueStore store,
    Func<QueueMessage, Delivery?> read,
    int concurrency,
    int maxDeliveries) : IListener
{
    public LocalFunctionDefinition Function => function;

    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        using SemaphoreSlim slots = new(concurrency);
        Alarm alarm = store.AlarmOf(queue);
        try
        {
            while (true)
            {
                await slots.WaitAsync(stopping);
                if (Receive(slots) is { } message)
                {
                    _ = HandleAsync(message, slots, aborting);
                    continue;
                }

                await alarm.SleepAsync(store.UntilNext(queue), stopping);
            }
        }
        finally
        {
            for (int taken = 0; taken < concurrency; taken++)
                await slots.WaitAsync(CancellationToken.None);
        }
    }

    /// <summary>The next message; the slot that was taken for it is given back when there is none.</summary>
    private QueueMessage? Receive(SemaphoreSlim slots)
    {
        QueueMessage? message = null;
        try
        {
            return message = store.Receive(queue);
        }
        finally
        {
            if (message is null) slots.Release();
        }
    }

    private async Task HandleAsync(QueueMessage message, SemaphoreSlim slots, CancellationToken aborting)
    {
        // Whatever runs before the function's first wait must not hold up the receiving of other messages.
        await Task.Yield();
        string name = message.MessageId;
        try
        {
            if (read(message) is { } delivery)
            {
                name = delivery.Name;
                await host.RunAsync(function, delivery.Trigger, delivery.Data, aborting);
            }

            store.Complete(message);
        }
        catch (Exception exception)
        {
            GiveBack(message, name, exception);
        }
        finally
        {
            slots.Release();
            store.AlarmOf(queue).Ring();
        }
    }

    private void GiveBack(QueueMessage message, string name, Exception exception)
    {
        try
        {
            bool dead = store.GiveBack(message, exception.Message, maxDeliveries);
            FunctionLog.MessageFailed(host.Logger, exception, function.Name, name, message.DeliveryCount, dead);
        }
        catch (SqliteException failure)
        {
            // The message stays locked; the next start of the host gives it back.
            FunctionLog.NotStored(host.Logger, failure, function.Name);
        }
    }
}
