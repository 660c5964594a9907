using System.Security.Cryptography;

namespace Understudy.Infra.Tests;

/// <summary>What a program on Azure reads as its settings: where only Azure knows a value, one that could be.</summary>
internal static class Deployed
{
    private static readonly Dictionary<string, string> _values = new()
    {
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
            "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://localhost/",
        ["Cosmos:Endpoint"] = "https://understudy.documents.azure.com/",
        ["MediaStorage:blobServiceUri"] = "https://understudy.blob.core.windows.net/",
        ["ServiceBus:fullyQualifiedNamespace"] = "understudy.servicebus.windows.net",
        ["Understudy:KeySecret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["Understudy:StripeSecretKey"] = "sk_live_1",
        ["Understudy:StripeWebhookSecrets"] = "whsec_1",
        ["Firebase:Credentials"] = "",
    };

    /// <summary>The settings, with those values.</summary>
    public static Dictionary<string, string?> Of(IReadOnlyDictionary<string, string> settings) => settings.ToDictionary(
        each => each.Key,
        each => each.Value.StartsWith('[') ? _values.GetValueOrDefault(each.Key, "known-to-azure") : each.Value)!;
}
