using Microsoft.DurableTask;

namespace Understudy.LocalRuntime.Durable.Replay;

/// <summary>Tries a call again as its options say. All waiting is done on durable timers.</summary>
internal static class Retrying
{
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> call) =>
        retry switch
        {
            { Policy: { } policy } => ByPolicyAsync(context, policy, call),
            { Handler: { } handler } => ByHandlerAsync(context, handler, call),
            _ => call(),
        };

    private static async Task<T> ByPolicyAsync<T>(
        TaskOrchestrationContext context, RetryPolicy policy, Func<Task<T>> call)
    {
        DateTime start = context.CurrentUtcDateTime;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException exception) when (
                attempt < policy.MaxNumberOfAttempts
                && Failures.IsRetriable(exception.FailureDetails)
                && policy.Handle(exception)
                && (policy.RetryTimeout == Timeout.InfiniteTimeSpan
                    || context.CurrentUtcDateTime - start < policy.RetryTimeout))
            {
                await context.CreateTimer(Delay(policy, attempt), CancellationToken.None);
            }
        }
    }

    private static async Task<T> ByHandlerAsync<T>(
        TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> call)
    {
        DateTime start = context.CurrentUtcDateTime;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException exception) when (Failures.IsRetriable(exception.FailureDetails))
            {
                RetryContext told = new(
                    context, attempt, exception.FailureDetails, context.CurrentUtcDateTime - start, CancellationToken.None);
                if (!await handler(told))
                    throw;
            }
        }
    }

    private static TimeSpan Delay(RetryPolicy policy, int attempt)
    {
        double ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        TimeSpan longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan
            ? TimeSpan.FromDays(3650)
            : policy.MaxRetryInterval;
        return ticks >= longest.Ticks ? longest : TimeSpan.FromTicks((long)ticks);
    }
}
