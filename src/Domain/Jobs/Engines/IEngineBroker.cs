namespace Understudy.Domain.Jobs.Engines;

/// <summary>What carries work to the workers, and their reports back.</summary>
public interface IEngineBroker
{
    /// <summary>Asks both queues for something that changes nothing; throws when one of them does not answer.</summary>
    Task ReachAsync(CancellationToken cancellationToken);
}
