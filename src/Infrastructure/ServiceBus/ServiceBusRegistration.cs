using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Infrastructure.ServiceBus;

/// <summary>Adds the broker to a process.</summary>
public static class ServiceBusRegistration
{
    /// <summary>Adds one client, for all of the process, and the queues of engines over it.</summary>
    public static IServiceCollection AddServiceBus(this IServiceCollection services, ServiceBusOptions options)
    {
        services.AddSingleton(_ => Client(options));
        services.AddSingleton<IAssignmentSender, AssignmentSender>();
        services.AddSingleton<IReportSender, ReportSender>();
        services.AddSingleton<IEngineBroker, EngineBroker>();
        return services.AddSingleton<IDeadLetters, DeadLetterQueues>();
    }

    private static ServiceBusClient Client(ServiceBusOptions options) => options.ConnectionString is { } connection
        ? new ServiceBusClient(connection)
        : new ServiceBusClient(options.Namespace, new ManagedIdentityCredential(options.ClientId is { } id
            ? ManagedIdentityId.FromUserAssignedClientId(id)
            : ManagedIdentityId.SystemAssigned));
}
