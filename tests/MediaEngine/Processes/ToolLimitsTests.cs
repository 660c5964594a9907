using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Tests.Processes;

public sealed class ToolLimitsTests : IDisposable
{
    private static readonly ToolLimits _littleTime = new() { ProcessorTime = TimeSpan.FromSeconds(0.3) };
    private readonly string _folder = Directory.CreateTempSubdirectory("understudy-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_tool_that_burns_processor_time_is_ended() =>
        (await Failure("while :; do :; done", _littleTime)).Fault.ShouldBe(ToolFault.TooCostly);

    [Fact]
    public async Task Time_in_which_a_tool_does_not_get_the_processor_is_not_counted()
    {
        string said = await ChildProcess.ReadTextAsync(
            "sh", ["-c", "sleep 1.5; echo done"], _littleTime, CancellationToken.None);

        said.ShouldBe("done\n");
    }

    [Fact]
    public async Task A_tool_that_hangs_is_ended() =>
        (await Failure("sleep 300", new ToolLimits { Patience = TimeSpan.FromSeconds(0.3) }))
        .Fault.ShouldBe(ToolFault.TimedOut);

    [Fact]
    public async Task A_tool_that_floods_its_output_is_ended() =>
        (await Failure("yes", new ToolLimits { OutputBytes = 100_000 })).Fault.ShouldBe(ToolFault.TooMuchOutput);

    [Fact]
    public async Task Blocks_count_against_the_output_too()
    {
        await using var flood = ChildProcess.Start(
            "yes", [], ChildStreams.Output, new ToolLimits { OutputBytes = 2500 }, CancellationToken.None);
        byte[] block = new byte[1000];

        (await flood.ReadBlockAsync(block)).ShouldBeTrue();
        (await flood.ReadBlockAsync(block)).ShouldBeTrue();
        (await Should.ThrowAsync<MediaToolException>(async () => await flood.ReadBlockAsync(block)))
            .Fault.ShouldBe(ToolFault.TooMuchOutput);
    }

    [Fact]
    public async Task Output_up_to_the_limit_is_read_whole() =>
        (await ChildProcess.ReadTextAsync(
            "printf", ["12345"], new ToolLimits { OutputBytes = 5 }, CancellationToken.None)).ShouldBe("12345");

    [Theory]
    [InlineData(137, ToolFault.Killed)]
    [InlineData(143, ToolFault.Killed)]
    [InlineData(255, ToolFault.Killed)]
    [InlineData(1, ToolFault.Refused)]
    [InlineData(183, ToolFault.Refused)] // ffmpeg from version 7 on, of damaged data
    public void Only_what_a_signal_ended_was_killed(int exitCode, object fault) =>
        ToolExit.Judge(exitCode, "Invalid data found when processing input").ShouldBe((ToolFault)fault);

    [Fact]
    public async Task A_tool_that_fills_its_folder_with_files_is_ended()
    {
        DiskQuota quota = new(_folder, 1_000_000);

        MediaToolException failure = await Failure(
            "cd \"$0\"; i=0; while :; do i=$((i+1)); head -c 10000 /dev/zero >\"$i\"; done",
            new ToolLimits { Disk = quota },
            _folder);

        failure.Fault.ShouldBe(ToolFault.QuotaExceeded);
        quota.Left().ShouldBeLessThan(0);
    }

    [Fact]
    public async Task A_tool_that_writes_a_huge_file_is_ended_before_the_file_is_larger_than_what_was_left()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "source"), new byte[400_000]);

        MediaToolException failure = await Failure(
            // What it writes before it has its limit is not bounded by that.
            "while [ \"$(ulimit -f)\" = unlimited ]; do :; done; exec head -c 100000000 /dev/zero >\"$0/huge\"",
            new ToolLimits { Disk = new DiskQuota(_folder, 1_000_000) },
            _folder);

        failure.Fault.ShouldBe(ToolFault.QuotaExceeded);
        new FileInfo(Path.Combine(_folder, "huge")).Length.ShouldBeLessThanOrEqualTo(600_000);
    }

    [Fact]
    public void A_file_that_does_not_fit_any_more_is_not_fetched()
    {
        File.WriteAllBytes(Path.Combine(_folder, "source"), new byte[400]);
        DiskQuota quota = new(_folder, 1000);

        quota.Require(600);
        Should.Throw<IOException>(() => quota.Require(601));
    }

    [Fact]
    public async Task The_kernel_knows_the_bound_in_case_nobody_is_left_to_watch()
    {
        await using var shell = ChildProcess.Start(
            "sh",
            ["-c", "read go; ulimit -t; ulimit -f"],
            ChildStreams.Input | ChildStreams.Output,
            new ToolLimits { ProcessorTime = TimeSpan.FromSeconds(7), Disk = new DiskQuota(_folder, 512 * 100) },
            CancellationToken.None);

        (await AnswerOf(shell)).ShouldBe("14\n100\n");
    }

    [Fact]
    public async Task Only_long_work_runs_at_a_lower_priority()
    {
        int own = int.Parse((await ChildProcess.ReadTextAsync("nice", [], CancellationToken.None)), null);

        (await NicenessWithin(ToolLimits.Quick)).ShouldBe(own);
        (await NicenessWithin(ToolLimits.Work)).ShouldBeGreaterThan(own);
    }

    [Theory]
    [InlineData("kill -9 $$", ToolFault.Killed)]
    [InlineData("kill -TERM $$", ToolFault.Killed)]
    [InlineData("kill -SEGV $$", ToolFault.Killed)]
    [InlineData("exit 255", ToolFault.Killed)]
    [InlineData("exec /no/such/tool", ToolFault.NotStarted)]
    [InlineData("echo 'ffmpeg: error while loading shared libraries' >&2; exit 127", ToolFault.NotStarted)]
    [InlineData("echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 1", ToolFault.DiskFull)]
    [InlineData("echo 'write: Disk quota exceeded' >&2; exit 1", ToolFault.DiskFull)]
    [InlineData("exit 1", ToolFault.Refused)]
    public async Task How_a_tool_failed_is_told(string script, ToolFault fault)
    {
        MediaToolException failure = await Failure(script, ToolLimits.Quick);

        failure.Fault.ShouldBe(fault);
        failure.ExitCode.ShouldBe(fault == ToolFault.Refused ? 1 : null);
    }

    [Fact]
    public async Task A_file_that_ffmpeg_could_not_write_to_its_end_is_not_taken_for_whole()
    {
        MediaToolException failure = await Should.ThrowAsync<MediaToolException>(ChildProcess.RunAsync(
            FFmpeg.Tool,
            [.. FFmpeg.GlobalOptions, "-f", "lavfi", "-i", "sine=duration=0.1", "-f", "wav", "/dev/full"],
            CancellationToken.None));

        failure.Fault.ShouldBe(ToolFault.DiskFull);
    }

    private static async Task<MediaToolException> Failure(string script, ToolLimits limits, params string[] arguments) =>
        await Should.ThrowAsync<MediaToolException>(
            ChildProcess.ReadTextAsync("sh", ["-c", script, .. arguments], limits, CancellationToken.None));

    private static async Task<int> NicenessWithin(ToolLimits limits)
    {
        await using var shell = ChildProcess.Start(
            "sh", ["-c", "read go; nice"], ChildStreams.Input | ChildStreams.Output, limits, CancellationToken.None);
        return int.Parse(await AnswerOf(shell), null);
    }

    // It answers when it is told to, which is after its limits were set.
    private static async Task<string> AnswerOf(ChildProcess shell)
    {
        using StreamReader output = new(shell.Output, leaveOpen: true);
        Task<string> answer = output.ReadToEndAsync();
        await shell.WriteAsync("go\n"u8.ToArray());
        await shell.CompleteAsync();
        return await answer;
    }
}
