using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Understudy.Domain.Webhooks;
using Understudy.Infrastructure.Egress;

namespace Understudy.Infrastructure.Webhooks;

/// <summary>
/// Posts webhooks through the egress guard, each once. Of the answer it reads the status and the headers only.
/// </summary>
internal sealed class WebhookSender(IHttpClientFactory clients, TimeProvider time) : IWebhookSender
{
    /// <summary>The name of the HTTP client that sends.</summary>
    public const string ClientName = "webhooks";

    // For an endpoint to answer, name look-up and connection included.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            patience.Token, cancellationToken);
        using HttpRequestMessage request = Request(message);
        using HttpClient http = clients.CreateClient(ClientName);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            int status = (int)response.StatusCode;
            return new WebhookAnswer(
                status,
                status is >= 300 and < 400 ? "redirected" : null,
                status is 429 or 503 ? RetryAfter(response.Headers.RetryAfter) : null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(null, "timed_out");
        }
        catch (HttpRequestException failed)
        {
            return new WebhookAnswer(null, Error(failed));
        }
    }

    private static HttpRequestMessage Request(WebhookMessage message)
    {
        HttpRequestMessage request = new(HttpMethod.Post, message.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.Body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Understudy-Webhooks", "1.0"));
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add(
            "webhook-timestamp", message.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", message.Signature);
        return request;
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private static string Error(HttpRequestException failed)
    {
        for (Exception? cause = failed; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case EgressRefusedException:
                    return "address_refused";
                case AuthenticationException:
                    return "tls_failed";
                case SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain,
                }:
                    return "host_not_found";
            }
        }
        return failed.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "host_not_found",
            HttpRequestError.ConnectionError => "connection_failed",
            HttpRequestError.SecureConnectionError => "tls_failed",
            _ => "answer_unreadable",
        };
    }
}
