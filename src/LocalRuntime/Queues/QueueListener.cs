using Microsoft.Azure.Functions.Worker;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Invocation;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Queues;

/// <summary>Runs one function for the messages of its queue, several at a time.</summary>
internal sealed class QueueListener(
    FunctionHost host, LocalFunctionDefinition function, string queue, QueueStore store, int concurrency) : IListener
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
                if (store.Receive(queue) is { } message)
                {
                    _ = HandleAsync(message, slots, aborting);
                    continue;
                }

                slots.Release();
                await alarm.SleepAsync(store.UntilNext(queue), stopping);
            }
        }
        finally
        {
            for (int taken = 0; taken < concurrency; taken++)
                await slots.WaitAsync(CancellationToken.None);
        }
    }

    private async Task HandleAsync(QueueMessage message, SemaphoreSlim slots, CancellationToken aborting)
    {
        // Whatever runs before the function's first wait must not hold up the receiving of other messages.
        await Task.Yield();
        try
        {
            await host.RunAsync(function, message, message.BindingData, aborting);
            store.Complete(message);
        }
        catch (Exception exception)
        {
            bool dead = store.GiveBack(message, exception.Message);
            FunctionLog.MessageFailed(
                host.Logger, exception, function.Name, message.MessageId, message.DeliveryCount, dead);
        }
        finally
        {
            slots.Release();
            store.AlarmOf(queue).Ring();
        }
    }
}
