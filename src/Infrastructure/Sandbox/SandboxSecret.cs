using System.Text;
using Understudy.Infrastructure.Secrets;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>The secret that this installation's sandbox signs its events with.</summary>
public static class SandboxSecret
{
    private const string Prefix = "whsec_";
    private const int Length = 64;

    /// <summary>Reads it from a folder, or makes it there, for its owner's eyes only.</summary>
    /// <exception cref="InvalidDataException">What is there is no such secret.</exception>
    public static string LoadOrCreate(string folder) => SecretFile.LoadOrCreate(
        Path.Combine(folder, "sandbox-webhook-secret"),
        () => Encoding.ASCII.GetBytes(Prefix + SandboxIds.Secret()),
        Read,
        "the sandbox signs with another secret then, which nobody has to know");

    private static string? Read(byte[] file)
    {
        string secret = Encoding.ASCII.GetString(file).Trim();
        return secret.StartsWith(Prefix, StringComparison.Ordinal) && secret.Length == Prefix.Length + Length ? secret : null;
    }
}
