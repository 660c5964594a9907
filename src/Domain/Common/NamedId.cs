using System.Security.Cryptography;
using System.Text;

namespace Understudy.Domain.Common;

/// <summary>Ids of things that have another name already: the same name always has the same id.</summary>
public static class NamedId
{
    /// <summary>The id of a name: a UUID version 8 (RFC 9562 §5.8), made of its SHA-256.</summary>
    public static string Of(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString("D");
    }
}
