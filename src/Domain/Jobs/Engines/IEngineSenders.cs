namespace Understudy.Domain.Jobs.Engines;

/// <summary>Takes work to whichever worker is free.</summary>
public interface IAssignmentSender
{
    /// <summary>Sends work; what is sent again within <see cref="EngineQueues.DuplicateWindow"/> arrives once.</summary>
    Task SendAsync(EngineAssignment assignment, CancellationToken cancellationToken);
}

/// <summary>Takes what workers tell to the app.</summary>
public interface IReportSender
{
    /// <summary>Sends a report.</summary>
    Task SendAsync(EngineReport report, CancellationToken cancellationToken);
}
