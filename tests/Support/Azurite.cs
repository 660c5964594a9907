using System.Security.Cryptography;

namespace Understudy.Tests;

/// <summary>Blob Storage on this machine, in memory.</summary>
public sealed class Azurite : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    private readonly Emulator _emulator;

    private Azurite(Emulator emulator, Uri address, string key)
    {
        _emulator = emulator;
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};BlobEndpoint={address.AbsoluteUri}";
    }

    /// <summary>What opens the account.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts it.</summary>
    public static async Task<Azurite> StartAsync()
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        (Emulator emulator, Uri address) = await Emulator.StartAsync(
            "azurite", new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = $"{Account}:{key}" });
        return new Azurite(emulator, address, key);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
