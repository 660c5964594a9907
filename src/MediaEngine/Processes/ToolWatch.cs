using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Processes;

/// <summary>Ends a tool that goes beyond its limits, and remembers why.</summary>
internal sealed partial class ToolWatch : IAsyncDisposable
{
    private const int CpuResource = 0;
    private const int FileSizeResource = 1;
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    private readonly Process _process;
    private readonly ToolLimits _limits;
    private readonly Action _kill;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _over = new();
    private readonly Task _watching;

    /// <summary>Begins to watch.</summary>
    /// <param name="process">The tool, which has just been started.</param>
    /// <param name="limits">What it may use up.</param>
    /// <param name="kill">Ends it with everything that it started.</param>
    public ToolWatch(Process process, ToolLimits limits, Action kill)
    {
        _process = process;
        _limits = limits;
        _kill = kill;
        BoundByKernel();
        bool bounded = limits.ProcessorTime is not null || limits.Patience is not null || limits.Disk is not null;
        _watching = bounded ? WatchAsync() : Task.CompletedTask;
    }

    /// <summary>Beyond which limit the tool went; null when it has kept to them.</summary>
    public ToolFault? Breach { get; private set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        _over.Dispose();
    }

    /// <summary>Ends the tool.</summary>
    public void End(ToolFault breach)
    {
        Breach ??= breach;
        _kill();
    }

    /// <summary>
    /// The kernel bounds what this process cannot: a tool that outlives it, and a single file that grows quickly. It is
    /// told right after the start, since a program that sets its limits and then becomes the tool would hide whether the
    /// tool is there; what was used until then counts. Its bound of processor time is twice ours: it would only say that
    /// the tool was killed, ours says why.
    /// </summary>
    private void BoundByKernel()
    {
        if (!OperatingSystem.IsLinux()) return;
        if (_limits.ProcessorTime is { } time) Bound(CpuResource, (long)Math.Ceiling(time.TotalSeconds * 2));
        if (_limits.Disk is { } disk) Bound(FileSizeResource, Math.Max(0, disk.Left()));
    }

    private async Task WatchAsync()
    {
        using PeriodicTimer timer = new(_interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
            {
                if (Judge() is not { } breach) continue;
                End(breach);
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The tool has ended.
        }
    }

    private ToolFault? Judge()
    {
        try
        {
            if (_limits.ProcessorTime is { } time && _process.TotalProcessorTime > time) return ToolFault.TooCostly;
            if (_limits.Disk is { } disk && disk.Left() < 0) return ToolFault.QuotaExceeded;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or IOException)
        {
            // The tool, or its folder, has just gone.
            return null;
        }
        return Stopwatch.GetElapsedTime(_started) > _limits.Patience ? ToolFault.TimedOut : null;
    }

    private void Bound(int resource, long most)
    {
        Limit limit = new((ulong)most, (ulong)most);
        // It fails only for a tool that has ended already.
        _ = SetLimit(_process.Id, resource, in limit, IntPtr.Zero);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int SetLimit(int process, int resource, in Limit limit, IntPtr old);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
