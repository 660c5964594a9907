using Understudy.Domain.Jobs.Engines;

namespace Understudy.MediaEngine;

/// <summary>Does the work of jobs, in whichever process it is.</summary>
public interface IMediaWork
{
    /// <summary>Does what was ordered, and stores what it makes.</summary>
    /// <param name="order">What is to be done.</param>
    /// <param name="watcher">Is told how it goes on.</param>
    /// <param name="giveUp">Is called when the watcher says that nobody wants it any more; it has to cancel the token.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was made, or why that is impossible.</returns>
    /// <exception cref="Exception">The engine broke; trying again may help.</exception>
    Task<EngineVerdict> DoAsync(
        EngineOrder order, IJobWatcher watcher, Action giveUp, CancellationToken cancellationToken);

    /// <summary>Removes what was half made of work that nobody wants any more.</summary>
    Task DiscardAsync(EngineOrder order);
}
