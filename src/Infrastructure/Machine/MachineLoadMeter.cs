using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Machine;

/// <summary>
/// Measures as Linux tells: a container's control group, of either version, as far as it limits something, and for the rest
/// <c>/proc</c>. Elsewhere there is the process itself to measure, and the memory that the runtime knows of.
/// </summary>
/// <param name="root">Where the files of the system begin: <c>/</c>.</param>
/// <param name="time">The clock.</param>
public sealed class MachineLoadMeter(string root, TimeProvider time) : IMachineLoad
{
    private static readonly TimeSpan _window = TimeSpan.FromMilliseconds(250);

    private readonly SystemFiles _files = new(root);

    /// <inheritdoc/>
    public async Task<MachineLoad> MeasureAsync(CancellationToken cancellationToken)
    {
        (ProcessorUse before, long began) = (Processors(), time.GetTimestamp());
        await Task.Delay(_window, time, cancellationToken);
        (ProcessorUse after, TimeSpan elapsed) = (Processors(), time.GetElapsedTime(began));
        // What counts in processor time is held against the time that there was of it.
        double available = after.Available - before.Available is > 0 and var counted
            ? counted
            : elapsed.TotalSeconds * after.Count;
        return new MachineLoad(Percent(after.Used - before.Used, available), Percent(UsedMemory(out double all), all));
    }

    private static double Percent(double part, double all) => all > 0 ? Math.Clamp(part / all * 100, 0, 100) : 0;

    private ProcessorUse Processors()
    {
        // https://docs.kernel.org/admin-guide/cgroup-v2.html, and the same of version 1: microseconds, nanoseconds.
        if (_files.Numbers("sys/fs/cgroup/cpu.max") is [var quota, var period] &&
            _files.Named("sys/fs/cgroup/cpu.stat", "usage_usec") is { } microseconds)
            return new ProcessorUse(microseconds / 1e6, 0, quota / period);
        if (_files.Number("sys/fs/cgroup/cpu/cpu.cfs_quota_us") is > 0 and var quota1 &&
            _files.Number("sys/fs/cgroup/cpu/cpu.cfs_period_us") is > 0 and var period1 &&
            _files.Number("sys/fs/cgroup/cpuacct/cpuacct.usage") is { } nanoseconds)
            return new ProcessorUse(nanoseconds / 1e9, 0, quota1 / period1);
        // man 5 proc_stat: user nice system idle iowait irq softirq steal, in clock ticks of all processors together.
        if (_files.Row("proc/stat", "cpu") is { Length: >= 8 } ticks)
        {
            double all = ticks[..8].Sum();
            return new ProcessorUse(all - ticks[3] - ticks[4], all, 0);
        }
        return new ProcessorUse(Environment.CpuUsage.TotalTime.TotalSeconds, 0, Environment.ProcessorCount);
    }

    private double UsedMemory(out double all)
    {
        // What files in the cache take is given back when it is needed.
        if (_files.Number("sys/fs/cgroup/memory.max") is { } limit && _files.Number("sys/fs/cgroup/memory.current") is { } used)
        {
            all = limit;
            return used - (_files.Named("sys/fs/cgroup/memory.stat", "inactive_file") ?? 0);
        }
        (double? total, double? available) =
            (_files.Named("proc/meminfo", "MemTotal:") * 1024, _files.Named("proc/meminfo", "MemAvailable:") * 1024);
        // Version 1 says a number that no machine has where there is no limit.
        if (_files.Number("sys/fs/cgroup/memory/memory.limit_in_bytes") is { } limit1 && !(limit1 >= total) &&
            _files.Number("sys/fs/cgroup/memory/memory.usage_in_bytes") is { } used1)
        {
            all = limit1;
            return used1 - (_files.Named("sys/fs/cgroup/memory/memory.stat", "total_inactive_file") ?? 0);
        }
        if (total is { } whole && available is { } free)
        {
            all = whole;
            return whole - free;
        }
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        all = memory.TotalAvailableMemoryBytes;
        return memory.MemoryLoadBytes;
    }

    /// <param name="Used">What was used so far.</param>
    /// <param name="Available">What there was of it so far, where that is counted; in the same unit.</param>
    /// <param name="Count">How many processors there are, where it is not.</param>
    private sealed record ProcessorUse(double Used, double Available, double Count);
}
