using System.Security.Cryptography;
using System.Text;
using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>How the sandbox names things.</summary>
internal static class SandboxIds
{
    /// <summary>A new id with that prefix; later ids sort after earlier ones.</summary>
    public static string Next(IIdFactory ids, string prefix) =>
        prefix + ids.Next().Replace("-", "", StringComparison.Ordinal);

    /// <summary>Something that nobody can guess: 256 bits, in hexadecimal.</summary>
    public static string Secret() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>The SHA-256 of a text, in hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
