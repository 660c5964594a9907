namespace Understudy.Tests;

/// <summary>Blob Storage on this machine, in memory.</summary>
public sealed class Azurite : IAsyncDisposable
{
    // Everybody knows it: an emulator's account is always this one.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Emulator _emulator;

    private Azurite(Emulator emulator, Uri address)
    {
        _emulator = emulator;
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};BlobEndpoint={address.AbsoluteUri}";
    }

    /// <summary>What opens the account.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts it.</summary>
    public static async Task<Azurite> StartAsync()
    {
        (Emulator emulator, Uri address) = await Emulator.StartAsync("azurite");
        return new Azurite(emulator, address);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
