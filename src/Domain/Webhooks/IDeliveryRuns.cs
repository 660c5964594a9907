namespace Understudy.Domain.Webhooks;

/// <summary>The durable orchestrations that deliver. Each call may be repeated.</summary>
public interface IDeliveryRuns
{
    /// <summary>Starts a delivery's current run.</summary>
    Task StartAsync(WebhookDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Has a run that waits make its next attempt now.</summary>
    Task HurryAsync(WebhookDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Whether a delivery's current run was started and goes on.</summary>
    Task<bool> GoesOnAsync(WebhookDelivery delivery, CancellationToken cancellationToken);
}
