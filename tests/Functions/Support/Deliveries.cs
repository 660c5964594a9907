using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.TestHost;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Functions.Tests.Support;

/// <summary>
/// Stands on the way of the payment gateway's events to the app, and keeps what comes by. They go through to the app
/// unless a test answers in its place.
/// </summary>
public sealed class Deliveries
{
    private readonly ConcurrentQueue<Delivery> _all = new();

    /// <summary>Answers in place of the app; null lets deliveries through.</summary>
    public Func<Delivery, HttpStatusCode>? Receiver { get; set; }

    /// <summary>Every delivery so far, in the order in which they came.</summary>
    public IReadOnlyList<Delivery> All => [.. _all];

    /// <summary>What the app's HTTP client sends with.</summary>
    public HttpMessageHandler To(TestServer server) => new Gate(this, server);

    // The server's handler is made for each request: before the server has started, there is none to be had, and the
    // factory of clients would remember that for ever.
    private sealed class Gate(Deliveries deliveries, TestServer server) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            Delivery delivery = new(
                request.RequestUri!,
                body,
                request.Headers.GetValues(StripeEvents.SignatureHeader).Single(),
                JsonNode.Parse(body)!.AsObject());
            deliveries._all.Enqueue(delivery);
            if (deliveries.Receiver is { } receiver) return new HttpResponseMessage(receiver(delivery));
            using HttpMessageInvoker app = new(server.CreateHandler());
            return await app.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>A delivery of an event.</summary>
/// <param name="Url">Where it went.</param>
/// <param name="Body">Byte for byte.</param>
/// <param name="Signature">The header that proves who sent it.</param>
/// <param name="Event">What the body says.</param>
public sealed record Delivery(Uri Url, byte[] Body, string Signature, JsonObject Event)
{
    /// <summary>The event's id.</summary>
    public string Id => Event["id"]!.GetValue<string>();

    /// <summary>The event's type.</summary>
    public string Type => Event["type"]!.GetValue<string>();

    /// <summary>What it is about.</summary>
    public JsonObject About => Event["data"]!["object"]!.AsObject();
}
