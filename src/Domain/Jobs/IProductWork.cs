namespace Understudy.Domain.Jobs;

/// <summary>
/// Work of a product that is no job yet, or no job any more: what comes before one, such as an upload that is waited for, and
/// what was cut off.
/// </summary>
public interface IProductWork
{
    /// <summary>
    /// Starts work whose pipeline is missing, fails work whose pipeline is over, and completes what was cut off.
    /// </summary>
    Task RecoverAsync(RecoverySweep sweep, CancellationToken cancellationToken);

    /// <summary>Gives up a person's work, so that nobody writes any more when the rest is erased.</summary>
    /// <returns>Whether nothing goes on any more; ask again a little later otherwise.</returns>
    Task<bool> StopAsync(string ownerId, IPipelines pipelines, CancellationToken cancellationToken);
}
