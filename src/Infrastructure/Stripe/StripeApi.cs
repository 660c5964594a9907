using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Stripe;

/// <summary>
/// Stripe's REST API: form bodies, a pinned version, and calls that are tried again when that can help, under the same
/// idempotency key.
/// </summary>
internal sealed class StripeApi : IDisposable
{
    /// <summary>The version whose objects are understood here, whatever the account's own is.</summary>
    public const string Version = "2023-08-16";

    private const int Retries = 3;
    private const int LargestAnswer = 4 * 1024 * 1024;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    private readonly HttpClient http;
    private readonly ResiliencePipeline<StripeAnswer> attempts;
    private readonly TimeProvider time;

    public StripeApi(StripeOptions options, TimeProvider time)
    {
        if (options.BaseAddress.Scheme != Uri.UriSchemeHttps && !options.BaseAddress.IsLoopback)
            throw new ArgumentException("Stripe's secret key goes over https only.", nameof(options));
        this.time = time;
        // Connections are renewed, so that a change of Stripe's addresses is noticed.
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !options.BaseAddress.IsLoopback,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        http = new HttpClient(handler)
        {
            BaseAddress = options.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.SecretKey);
        http.DefaultRequestHeaders.Add("Stripe-Version", Version);
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Understudy", null));
        attempts = Build(options, time);
    }

    /// <summary>Reads an object, or null when there is none.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="query">What of it, e.g. what to <c>expand</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<JsonElement?> FindAsync(string path, JsonObject query, CancellationToken cancellationToken)
    {
        StripeAnswer answer = await SendAsync(HttpMethod.Get, path, StripeForm.Encode(query), null, cancellationToken);
        if (answer.IsMissing) return null;
        return answer.IsSuccess ? answer.Body!.Value : throw answer.ToException($"GET {path}");
    }

    /// <summary>Makes an object.</summary>
    /// <param name="path">Where.</param>
    /// <param name="body">Of what.</param>
    /// <param name="key">The idempotency key: repeated, the call returns what it made the first time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<JsonElement> PostAsync(string path, JsonObject body, string key, CancellationToken cancellationToken)
    {
        StripeAnswer answer = await SendAsync(HttpMethod.Post, path, StripeForm.Encode(body), key, cancellationToken);
        return answer.IsSuccess ? answer.Body!.Value : throw answer.ToException($"POST {path}");
    }

    /// <summary>Deletes an object. Deleting twice is as good as once, and takes no idempotency key.</summary>
    /// <returns>What Stripe answered, which may be a refusal.</returns>
    public Task<StripeAnswer> DeleteAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, path, "", null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<StripeAnswer> SendAsync(
        HttpMethod method, string path, string form, string? key, CancellationToken cancellationToken)
    {
        try
        {
            return await attempts.ExecuteAsync(AttemptAsync, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutRejectedException)
        {
            throw new GatewayException($"Stripe could not be reached for {method} {path}.", isTransient: true, failure);
        }

        async ValueTask<StripeAnswer> AttemptAsync(CancellationToken cancelled)
        {
            bool hasBody = method == HttpMethod.Post;
            using HttpRequestMessage request = new(method, hasBody || form.Length == 0 ? path : $"{path}?{form}");
            if (hasBody) request.Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            using HttpResponseMessage response = await http.SendAsync(request, cancelled);
            return await StripeAnswer.ReadAsync(response, cancelled);
        }
    }

    private ResiliencePipeline<StripeAnswer> Build(StripeOptions options, TimeProvider clock)
    {
        RetryStrategyOptions<StripeAnswer> retry = new()
        {
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryDelay,
            MaxDelay = LongestDelay,
            ShouldHandle = new PredicateBuilder<StripeAnswer>()
                .Handle<HttpRequestException>()
                .Handle<TimeoutRejectedException>()
                .HandleResult(answer => answer.IsWorthRetrying && (Wait(answer) ?? TimeSpan.Zero) <= LongestDelay),
            DelayGenerator = context => ValueTask.FromResult(context.Outcome.Result is { } answer ? Wait(answer) : null),
        };
        return new ResiliencePipelineBuilder<StripeAnswer> { TimeProvider = clock }
            .AddRetry(retry)
            .AddTimeout(options.AttemptTimeout)
            .Build();
    }

    // Null leaves it to the backoff. Whoever asks for more patience than a caller has, gets no further attempt.
    private TimeSpan? Wait(StripeAnswer answer) => answer.RetryAfter switch
    {
        { Delta: { } delta } when delta > TimeSpan.Zero => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };
}
