using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Understudy.Functions.Http.Authentication;

/// <summary>
/// Remembers tokens that were found valid: verifying a signature costs more than all the rest of a small request. What
/// is kept is bounded in time, so that a key that its issuer withdraws does not count for much longer, and in number.
/// </summary>
internal sealed class ValidatedTokens<T>(TimeProvider time)
    where T : class
{
    private const int GenerationSize = 5_000;
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    // When the young generation is full it becomes the old one, and what was old is forgotten.
    private volatile ConcurrentDictionary<string, Entry> _young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, Entry> _old = new(StringComparer.Ordinal);

    /// <summary>Whose token it is, or null when it has to be validated.</summary>
    public T? Find(string token)
    {
        string key = Key(token);
        return (_young.TryGetValue(key, out Entry? entry) || _old.TryGetValue(key, out entry)) &&
            time.GetElapsedTime(entry.Added) < _longest && time.GetUtcNow().ToUnixTimeSeconds() < entry.Expires
                ? entry.Bearer
                : null;
    }

    /// <summary>Remembers a valid token, at most until the second, since 1970, from which it no longer counts.</summary>
    public void Add(string token, T bearer, long expires)
    {
        if (_young.Count >= GenerationSize)
        {
            _old = _young;
            _young = new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal);
        }

        _young[Key(token)] = new Entry(bearer, time.GetTimestamp(), expires);
    }

    // The tokens themselves would be worth stealing.
    private static string Key(string token) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed record Entry(T Bearer, long Added, long Expires);
}
