using System.Runtime.InteropServices;

namespace Understudy.EngineWorker;

/// <summary>Ctrl-C, or the request to end, as a token: what is under way has its children ended and its files removed.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interrupt() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask),
    ];

    /// <summary>Says so.</summary>
    public CancellationToken Token => _asked.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _asked.Dispose();
    }

    private void Ask(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _asked.Cancel();
    }
}
