namespace Understudy.Domain.Jobs.Engines;

/// <summary>
/// What does the work of jobs. Work is handed in once, however often that is repeated, and asked for by its ticket until it
/// has ended; so neither a lost answer nor a process that dies makes anything twice.
/// </summary>
public interface IMediaEngine
{
    /// <summary>
    /// How many jobs of a lane it works on at once: whoever hands it work keeps to that, in the lane's order. Null when it takes
    /// any number, and puts them in an order of its own.
    /// </summary>
    int? CapacityOf(string lane);

    /// <summary>
    /// Hands work in. Work on the same job that goes on is joined, and work that has ended is answered with its end; only work
    /// that broke, or is lost, begins again, and replaces what was half made.
    /// </summary>
    /// <param name="order">What is to be done.</param>
    /// <param name="watcher">
    /// Is told when the work begins and how far it is: by an engine in this process while it works, by another one whenever it is
    /// polled.
    /// </param>
    /// <param name="cancellationToken">Gives up asking; the work may have been handed in all the same.</param>
    Task<EngineStatus> SubmitAsync(EngineOrder order, IJobWatcher watcher, CancellationToken cancellationToken);

    /// <summary>Asks how work stands.</summary>
    /// <param name="ticket">The work.</param>
    /// <param name="watcher">Is told how far it is.</param>
    /// <param name="patience">How long the answer may keep until the work has ended; an engine elsewhere answers at once.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    Task<EngineStatus> PollAsync(
        EngineTicket ticket, IJobWatcher watcher, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Stops work, wherever it is done; what has ended stays as it is.</summary>
    Task CancelAsync(EngineTicket ticket, CancellationToken cancellationToken);

    /// <summary>The outcome has been kept: the engine need not remember the work any longer.</summary>
    Task ForgetAsync(EngineTicket ticket, CancellationToken cancellationToken);

    /// <summary>This process ends: what it works on is left to be lost, and begun again.</summary>
    Task StopAsync() => Task.CompletedTask;
}

/// <summary>Hears from an engine how a job goes on.</summary>
public interface IJobWatcher
{
    /// <summary>The work has begun.</summary>
    /// <returns>Whether it is still wanted.</returns>
    Task<bool> StartedAsync(CancellationToken cancellationToken);

    /// <summary>The job got further, in percent.</summary>
    /// <returns>Whether the work is still wanted.</returns>
    Task<bool> AdvancedAsync(int percent, CancellationToken cancellationToken);
}
