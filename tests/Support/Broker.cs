namespace Understudy.Tests;

/// <summary>A broker of this machine, and how to reach it.</summary>
public sealed class Broker : IAsyncDisposable
{
    private readonly Emulator _emulator;

    private Broker(Emulator emulator, Uri address)
    {
        _emulator = emulator;
        Connection =
            $"Endpoint={address.Scheme}://{address.Authority};SharedAccessKeyName=all;SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true";
    }

    /// <summary>Its connection string.</summary>
    public string Connection { get; }

    /// <summary>Starts one.</summary>
    /// <param name="lockTime">How long a message is kept for whoever took it.</param>
    /// <param name="maxDeliveries">How often a message is delivered before it is laid aside.</param>
    public static async Task<Broker> StartAsync(TimeSpan? lockTime = null, int maxDeliveries = 10)
    {
        double milliseconds = (lockTime ?? TimeSpan.FromMinutes(1)).TotalMilliseconds;
        (Emulator emulator, Uri address) = await Emulator.StartAsync(
            "service-bus",
            "--lock-ms",
            FormattableString.Invariant($"{milliseconds}"),
            "--max-deliveries",
            FormattableString.Invariant($"{maxDeliveries}"));
        return new Broker(emulator, address);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _emulator.DisposeAsync();
}
