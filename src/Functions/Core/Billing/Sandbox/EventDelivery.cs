using System.Net.Http.Headers;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Stripe;
using Understudy.Infrastructure.Sandbox;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Functions.Core.Billing.Sandbox;

/// <summary>
/// Delivers the sandbox's events to the app's own webhook endpoint, as Stripe does: signed, over HTTP, each by itself and
/// again until it is taken. One orchestration delivers one event, and has its id.
/// </summary>
public sealed class EventDelivery(
    SandboxOutbox outbox,
    SandboxOptions options,
    IHttpClientFactory clients,
    IHostApplicationLifetime app,
    TimeProvider time)
{
    /// <summary>The name of the HTTP client that delivers.</summary>
    internal const string ClientName = "sandbox-webhooks";

    private const string Name = "Core-SandboxEvent-Deliver";
    private const string PostActivity = "Core-SandboxEvent-Post";

    /// <summary>Begins the delivery of every event that waits for it. May be cut off and repeated.</summary>
    internal static Task FlushAsync(
        IServiceProvider services, DurableTaskClient client, CancellationToken cancellationToken) =>
        services.GetRequiredService<SandboxOutbox>().FlushAsync(
            id => client.StartAsync(Name, id, id, cancellationToken), cancellationToken);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string eventId) =>
        context.CallActivityAsync(PostActivity, eventId, Retry.ForDays);

    /// <summary>One attempt.</summary>
    [Function(PostActivity)]
    public async Task Post([ActivityTrigger] string eventId, CancellationToken cancellationToken)
    {
        if (await outbox.FindBodyAsync(eventId, cancellationToken) is not { } text) return;
        await ListeningAsync(cancellationToken);
        byte[] body = Encoding.UTF8.GetBytes(text);
        using HttpClient http = clients.CreateClient(ClientName);
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(options.PublicUrl, options.WebhookPath))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(StripeEvents.SignatureHeader, EventUtility.GenerateSignatureHeader(
            text, options.WebhookSecret, time.GetUtcNow().ToUnixTimeSeconds()));
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        await outbox.DeliverAsync(eventId, cancellationToken);
    }

    // Orchestrations go on before the server listens to which the events go.
    private async Task ListeningAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = app.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
