using Azure.Messaging.ServiceBus;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Infrastructure.ServiceBus;

/// <summary>Sends work to the workers; the message's id is the attempt's, so that the broker drops it the second time.</summary>
internal sealed class AssignmentSender(ServiceBusClient client) : IAssignmentSender
{
    private readonly ServiceBusSender _sender = client.CreateSender(EngineQueues.Jobs);

    public Task SendAsync(EngineAssignment assignment, CancellationToken cancellationToken) => _sender.SendMessageAsync(
        new ServiceBusMessage(EngineMessages.Write(assignment))
        {
            MessageId = assignment.Id,
            ContentType = "application/json",
            Subject = assignment.Order.Job.Kind,
        },
        cancellationToken);
}

/// <summary>Sends what a worker has to tell to the app.</summary>
internal sealed class ReportSender(ServiceBusClient client) : IReportSender
{
    private readonly ServiceBusSender _sender = client.CreateSender(EngineQueues.Results);

    public Task SendAsync(EngineReport report, CancellationToken cancellationToken) => _sender.SendMessageAsync(
        new ServiceBusMessage(EngineMessages.Write(report))
        {
            ContentType = "application/json",
            Subject = report.State.ToString(),
        },
        cancellationToken);
}
