using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Understudy.LocalRuntime.Http;

/// <summary>
/// The key of functions that are not for everybody. The Functions host has several, for each level and function; here there
/// is the one that opens all, or none, and then they are closed.
/// </summary>
internal sealed class FunctionKey(IOptions<LocalRuntimeOptions> options)
{
    private const string Header = "x-functions-key";
    private const string Query = "code";

    private readonly byte[]? _hash = string.IsNullOrWhiteSpace(options.Value.MasterKey)
        ? null
        : Hash(options.Value.MasterKey);

    /// <summary>Whether a request carries the key.</summary>
    public bool Opens(HttpRequest request)
    {
        string shown = request.Headers[Header].ToString();
        if (shown.Length == 0) shown = request.Query[Query].ToString();
        return _hash is not null && CryptographicOperations.FixedTimeEquals(_hash, Hash(shown));
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
