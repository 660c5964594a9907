using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>Makes the one client that a process has.</summary>
internal static class CosmosClients
{
    private const string NoMetadata = "COSMOS_DISABLE_IMDS_ACCESS";
    private static readonly TimeSpan _attempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _throttledAtMost = TimeSpan.FromSeconds(10);

    public static CosmosClient Create(CosmosOptions options)
    {
        CosmosClientOptions settings = new()
        {
            ApplicationName = "understudy",
            UseSystemTextJsonSerializerWithOptions = DocumentJson.Options,
            RequestTimeout = _attempt,
            MaxRetryAttemptsOnRateLimitedRequests = 9,
            MaxRetryWaitTimeOnRateLimitedRequests = _throttledAtMost,
            EnableContentResponseOnWrite = false,
            ConnectionMode = options.IsEmulator ? ConnectionMode.Gateway : ConnectionMode.Direct,
        };
        if (options.IsEmulator) SetUpForEmulator(settings, options);
        // On Azure the environment names the managed identity; elsewhere it is whoever signed in.
        return options.Key is { } key
            ? new CosmosClient(options.Endpoint.AbsoluteUri, key, settings)
            : new CosmosClient(options.Endpoint.AbsoluteUri, new DefaultAzureCredential(), settings);
    }

    private static void SetUpForEmulator(CosmosClientOptions settings, CosmosOptions options)
    {
        // Asking the cloud where this machine stands takes seconds where there is no cloud.
        Environment.SetEnvironmentVariable(NoMetadata, "true");
        // An emulator says that it is elsewhere.
        settings.LimitToEndpoint = true;
        HttpMessageHandler network = new HttpClientHandler
        {
#pragma warning disable MA0039 // It is on this machine, and makes its certificate itself.
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
#pragma warning restore MA0039
        };
        network = options.AroundHttp?.Invoke(network) ?? network;
        // The SDK takes a client from here now and then, and never disposes of it.
        settings.HttpClientFactory = () => new HttpClient(network, disposeHandler: false);
    }
}
