using System.Security.Cryptography;
using Understudy.Domain.Common;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Core.Webhooks;

/// <summary>What products do alike when people say where they want to be told of events.</summary>
internal static class WebhookAddress
{
    private const int SecretBytes = 32;
    private const int MaxLength = 2048;

    /// <summary>A new secret, to sign what goes there.</summary>
    public static string NewSecret() => WebhookSignature.Secret(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Reads an address; what is wrong with it, or that it must not be called, is remembered by the fields.</summary>
    public static async Task<Uri> ReadAsync(
        JsonFields fields, string field, IForeignAddresses addresses, CancellationToken cancellationToken)
    {
        Uri nowhere = new("https://invalid.invalid");
        string address = fields.Line(field, MaxLength);
        // What is wrong with the text has been said.
        if (address.Length == 0 || address.Length > MaxLength) return nowhere;
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? url))
        {
            fields.Add(field, FieldFault.Malformed, "Must be a URL.");
            return nowhere;
        }
        if (await addresses.CheckAsync(url, cancellationToken) is { } refused) fields.Add(field, FieldFault.NotAllowed, refused);
        return url;
    }
}
