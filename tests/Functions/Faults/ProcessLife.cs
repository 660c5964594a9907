namespace Understudy.Functions.Tests.Faults;

/// <summary>
/// The life of a process that may die at any step by chance. What a dead one would still do never goes on; so whatever waits
/// for it in its memory is forgotten with it.
/// </summary>
internal sealed class ProcessLife(Chance chance, double mortality)
{
    private readonly CancellationTokenSource _dead = new();

    /// <summary>Is cancelled when it dies.</summary>
    public CancellationToken Dead => _dead.Token;

    /// <summary>A step, before or after which it may die.</summary>
    public async Task<T> LiveAsync<T>(Func<Task<T>> step)
    {
        await GoOnAsync();
        T done = await step();
        await GoOnAsync();
        return done;
    }

    private Task GoOnAsync()
    {
        if (!_dead.IsCancellationRequested && chance.Happens(mortality)) _dead.Cancel();
        return _dead.IsCancellationRequested ? new TaskCompletionSource().Task : Task.CompletedTask;
    }
}
