using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Http.Idempotency;

/// <summary>Reading the header <c>Idempotency-Key</c> and what it stands for.</summary>
internal static class IdempotencyKey
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>What is answered to a key that is none.</summary>
    public static readonly Problem Malformed = new Problem.Invalid([
        new FieldError(Header, FieldFault.Malformed, "Must be one key of 1 to 255 visible ASCII characters.")
        {
            Place = FieldPlace.Header,
        },
    ]);

    /// <summary>The key of a header that has exactly one in order, or null.</summary>
    public static string? Parse(StringValues values) =>
        values is [{ Length: >= 1 and <= 255 } key] && key.All(c => c is > ' ' and < '\x7f') ? key : null;

    /// <summary>The id of a key's document: a key may have what an id may not.</summary>
    public static string DocumentId(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>What tells one request from another: of JSON what it means, of any other body each byte.</summary>
    public static string Fingerprint(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        byte[]? meaning = JsonBody.Meaning(body);
        return Hash(request, meaning is null ? "bytes\n"u8 : "JSON\n"u8, meaning ?? body.Span);
    }

    /// <summary>What can be told of a request whose body is still to come: with the digest that it declares, everything.</summary>
    public static string Fingerprint(HttpRequest request, StreamedBody body) =>
        Hash(request, "stream\n"u8, Encoding.UTF8.GetBytes(body.Declared ?? ""));

    private static string Hash(HttpRequest request, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Neither a method nor an escaped address has a line break.
        hash.AppendData(Encoding.UTF8.GetBytes(
            $"{request.Method}\n{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}\n"));
        hash.AppendData(kind);
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
