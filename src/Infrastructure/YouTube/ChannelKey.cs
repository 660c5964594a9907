using System.Security.Cryptography;
using Understudy.Infrastructure.Secrets;

namespace Understudy.Infrastructure.YouTube;

/// <summary>What grants are sealed with where no setting says it: a file of the data folder, made once.</summary>
public static class ChannelKey
{
    /// <summary>Reads it, or makes it.</summary>
    /// <param name="folder">The folder of keys.</param>
    /// <exception cref="InvalidDataException">It is damaged, or cannot be read.</exception>
    public static byte[] LoadOrCreate(string folder) => SecretFile.LoadOrCreate(
        Path.Combine(folder, "channels.key"),
        () => RandomNumberGenerator.GetBytes(SecretSeal.LeastSecretBytes),
        bytes => bytes.Length >= SecretSeal.LeastSecretBytes ? bytes : null,
        "everybody has to connect their channels again then");
}
