using System.Text;
using Understudy.Infrastructure.Secrets;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>The secret that this installation's sandbox signs its events with.</summary>
public static class SandboxSecret
{
    /// <summary>Reads it from a folder, or makes it there, for its owner's eyes only.</summary>
    public static string LoadOrCreate(string folder) => Encoding.ASCII.GetString(SecretFile.LoadOrCreate(
        Path.Combine(folder, "sandbox-webhook-secret"),
        () => Encoding.ASCII.GetBytes($"whsec_{SandboxIds.Secret()}"))).Trim();
}
