using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Understudy.Domain.Accounts;

/// <summary>
/// What continues a session: where the session is, what all its tokens have in common, and a secret that is another one
/// each time. Written with dots between, in characters that need no escaping anywhere.
/// </summary>
internal sealed record RefreshToken(string OwnerId, string SessionId, string Family, string Secret)
{
    private const int MaxLength = 512;
    private const int SecretLength = 43;
    private const int LongestId = 64;

    /// <summary>Reads a token, or null when it is none.</summary>
    public static RefreshToken? Read(string token) =>
        token.Length <= MaxLength && token.Split('.') is [string owner, string session, string family, string secret] &&
        IsId(owner) && IsId(session) && family.Length == SecretLength && secret.Length == SecretLength &&
        Base64Url.IsValid(family) && Base64Url.IsValid(secret)
            ? new RefreshToken(owner, session, family, secret)
            : null;

    /// <summary>
    /// The token that follows this one. It is the same whoever asks, and how often: so a client that lost the answer gets
    /// it again, and nobody who knows the salt alone can tell it.
    /// </summary>
    public RefreshToken Next(string salt) => this with
    {
        Secret = Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes(Secret))),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{OwnerId}.{SessionId}.{Family}.{Secret}";

    private static bool IsId(string text) =>
        text.Length is > 0 and <= LongestId && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
