using System.Buffers.Text;
using System.Text.Json;
using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Tokens;

/// <summary>
/// What a token says, read to the letter: one token has one spelling, and each claim one value of its own type. Whether it
/// was signed is another matter.
/// </summary>
public sealed class TokenPayload
{
    // The last second of the year 9999, after which there is no time here.
    private const long LastSecond = 253_402_300_799;

    private static readonly JsonDocumentOptions _strictly = new() { AllowDuplicateProperties = false };

    private readonly JsonElement _claims;

    private TokenPayload(string keyId, JsonElement claims)
    {
        KeyId = keyId;
        _claims = claims;
    }

    /// <summary>The name of the key that it says it is signed with.</summary>
    public string KeyId { get; }

    /// <summary>Reads a token, or null when it is none of those that are signed in that way by a key that they name.</summary>
    /// <param name="token">The token.</param>
    /// <param name="algorithm">The only algorithm that counts, e.g. <c>RS256</c>: a token does not choose.</param>
    public static TokenPayload? Read(string token, string algorithm)
    {
        if (token.Split('.') is not [string head, string body, string signature]) return null;
        try
        {
            JsonElement header = Object(head);
            bool isOurs = header.GetProperty("alg").ValueEquals(algorithm) &&
                header.GetProperty("kid").GetString() is not null &&
                (!header.TryGetProperty("typ", out JsonElement type) || type.ValueEquals("JWT")) &&
                // What it names has to be understood, and nothing is here.
                !header.TryGetProperty("crit", out _);
            Bytes(signature);
            return isOurs ? new TokenPayload(header.GetProperty("kid").GetString()!, Object(body)) : null;
        }
        catch (Exception none) when (
            none is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads a token that nobody has signed, or null when it is none: no algorithm, no key, no signature. Whoever believes
    /// one believes everybody.
    /// </summary>
    public static TokenPayload? ReadUnsigned(string token)
    {
        if (token.Split('.') is not [string head, string body, ""]) return null;
        try
        {
            JsonElement header = Object(head);
            return header.GetProperty("alg").ValueEquals("none") && !header.TryGetProperty("kid", out _) &&
                !header.TryGetProperty("crit", out _)
                    ? new TokenPayload("", Object(body))
                    : null;
        }
        catch (Exception none) when (
            none is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A claim that is a text, or null.</summary>
    public string? Text(string claim)
    {
        try
        {
            return _claims.TryGetProperty(claim, out JsonElement value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    /// <summary>Whether a claim is true, and no text that says so.</summary>
    public bool IsTrue(string claim) =>
        _claims.TryGetProperty(claim, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Whether a claim is there at all.</summary>
    public bool Has(string claim) => _claims.TryGetProperty(claim, out _);

    /// <summary>A claim that is a point in time, in whole seconds since 1970, or null.</summary>
    public long? Time(string claim) =>
        _claims.TryGetProperty(claim, out JsonElement value) && value.TryGetWhole(out long seconds) &&
        seconds is >= 0 and <= LastSecond
            ? seconds
            : null;

    private static JsonElement Object(string part)
    {
        using var document = JsonDocument.Parse(Bytes(part), _strictly);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.Clone()
            : throw new FormatException("A part of a token is an object.");
    }

    // Padding, white space, another alphabet and bits that nobody reads would each be a second spelling.
    private static byte[] Bytes(string part)
    {
        byte[] bytes = Base64Url.DecodeFromChars(part);
        return Base64Url.EncodeToString(bytes) == part
            ? bytes
            : throw new FormatException("A part of a token has one spelling only.");
    }
}
