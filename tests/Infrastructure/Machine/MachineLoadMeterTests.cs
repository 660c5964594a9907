using Understudy.Domain.Common;
using Understudy.Infrastructure.Machine;

namespace Understudy.Infrastructure.Tests.Machine;

/// <summary>How busy a container or a machine is, by the files that Linux tells it in.</summary>
public sealed class MachineLoadMeterTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public async Task A_container_is_held_against_its_own_limits()
    {
        Write("sys/fs/cgroup/cpu.max", "50000 100000");
        Write("sys/fs/cgroup/memory.max", "1000000");
        Write("sys/fs/cgroup/memory.current", "700000");
        Write("sys/fs/cgroup/memory.stat", "anon 500000\ninactive_file 100000\nactive_file 5");
        // Another machine's numbers, which are not ours to tell.
        Write("proc/meminfo", "MemTotal:       16000 kB\nMemFree: 1 kB\nMemAvailable:    8000 kB");
        MachineLoad load = await MeasureAsync(
            () => Write("sys/fs/cgroup/cpu.stat", "usage_usec 1000000\nuser_usec 5"),
            () => Write("sys/fs/cgroup/cpu.stat", "usage_usec 1062500\nuser_usec 5"));
        // 62.5 ms of the 125 ms that half a processor has in a quarter of a second.
        load.Processors.ShouldBe(50, tolerance: 0.1);
        load.Memory.ShouldBe(60, tolerance: 0.1);
    }

    [Fact]
    public async Task A_container_of_the_first_version_is_too()
    {
        Write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000");
        Write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000000");
        Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "500000");
        Write("sys/fs/cgroup/memory/memory.stat", "cache 5\ntotal_inactive_file 250000");
        Write("proc/meminfo", "MemTotal: 16000 kB\nMemAvailable: 8000 kB");
        MachineLoad load = await MeasureAsync(
            () => Write("sys/fs/cgroup/cpuacct/cpuacct.usage", "1000000000"),
            () => Write("sys/fs/cgroup/cpuacct/cpuacct.usage", "1125000000"));
        load.Processors.ShouldBe(25, tolerance: 0.1);
        load.Memory.ShouldBe(25, tolerance: 0.1);
    }

    [Fact]
    public async Task Where_nothing_is_limited_the_machine_is_measured()
    {
        Write("sys/fs/cgroup/cpu.max", "max 100000");
        Write("sys/fs/cgroup/memory.max", "max");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "5");
        Write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");
        Write("proc/meminfo", "MemTotal: 16000 kB\nMemAvailable: 4000 kB");
        MachineLoad load = await MeasureAsync(
            () => Write("proc/stat", "cpu  100 0 100 800 0 0 0 0 0 0\ncpu0 1 2 3"),
            () => Write("proc/stat", "cpu  130 0 110 850 10 0 0 0 0 0\ncpu0 1 2 3"));
        load.Processors.ShouldBe(40, tolerance: 0.1);
        load.Memory.ShouldBe(75, tolerance: 0.1);
    }

    [Fact]
    public async Task Where_nobody_tells_the_process_is_measured()
    {
        MachineLoad load = await MeasureAsync(() => { }, () => { });
        load.Processors.ShouldBeInRange(0, 100);
        load.Memory.ShouldBeInRange(0, 100);
    }

    [Fact]
    public async Task This_machine_tells()
    {
        MachineLoad load = await new MachineLoadMeter("/", TimeProvider.System).MeasureAsync(default);
        load.Processors.ShouldBeInRange(0, 100);
        load.Memory.ShouldBeInRange(1, 100);
    }

    public void Dispose() => _root.Dispose();

    private async Task<MachineLoad> MeasureAsync(Action before, Action after)
    {
        before();
        SteppedTime time = new();
        Task<MachineLoad> measuring = new MachineLoadMeter(_root.Path, time).MeasureAsync(default);
        after();
        time.Pass();
        return await measuring;
    }

    private void Write(string path, string content)
    {
        string file = Path.Combine(_root.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"{content}\n");
    }

    /// <summary>A clock that goes on by as much as is waited for, when it is told to.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private Action? _due;
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _due = () =>
            {
                _now += dueTime.Ticks;
                callback(state);
            };
            return new Timer();
        }

        public void Pass() => _due!();

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
                // There is nothing to stop.
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
