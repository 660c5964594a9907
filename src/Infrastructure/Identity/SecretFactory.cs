using System.Buffers.Text;
using System.Security.Cryptography;
using Understudy.Domain.Accounts;

namespace Understudy.Infrastructure.Identity;

/// <summary>Makes secrets by the system's generator.</summary>
public sealed class SecretFactory : ISecretFactory
{
    private const int Bytes = 32;

    /// <inheritdoc/>
    public string Next() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}
