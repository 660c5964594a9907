using System.Diagnostics;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Tests.Processes;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task Arguments_reach_the_tool_as_they_are()
    {
        string text =
            await ChildProcess.ReadTextAsync("printf", ["%s|", "a b", "$(id)", "'; rm"], CancellationToken.None);

        text.ShouldBe("a b|$(id)|'; rm|");
    }

    [Fact]
    public async Task A_missing_tool_is_named()
    {
        MediaToolException failure = await Should.ThrowAsync<MediaToolException>(
            ChildProcess.RunAsync("no-such-tool", [], CancellationToken.None));

        failure.Tool.ShouldBe("no-such-tool");
        failure.ExitCode.ShouldBeNull();
    }

    [Fact]
    public async Task A_failure_carries_the_exit_code_and_the_end_of_standard_error()
    {
        MediaToolException failure = await Should.ThrowAsync<MediaToolException>(
            ChildProcess.RunAsync("sh", ["-c", "yes noise | head -n 5000 >&2; echo why >&2; exit 3"], CancellationToken.None));

        failure.ExitCode.ShouldBe(3);
        failure.Diagnostics.ShouldEndWith("why");
        failure.Diagnostics.Length.ShouldBeLessThanOrEqualTo(ChildProcess.DiagnosticsLimit);
    }

    [Fact]
    public async Task Blocks_written_come_back_whole()
    {
        await using var cat = ChildProcess.Start(
            "cat", [], ChildStreams.Input | ChildStreams.Output, CancellationToken.None);
        byte[] sent = Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray();
        byte[] received = new byte[sent.Length];

        Task writing = cat.WriteAsync(sent).AsTask();
        (await cat.ReadBlockAsync(received)).ShouldBeTrue();
        await writing;
        await cat.CompleteAsync();

        received.ShouldBe(sent);
        (await cat.ReadBlockAsync(received)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_tool_that_died_while_being_written_to_says_why()
    {
        await using var dying = ChildProcess.Start(
            "sh", ["-c", "echo broken >&2; exit 2"], ChildStreams.Input, CancellationToken.None);

        MediaToolException failure = await Should.ThrowAsync<MediaToolException>(async () =>
        {
            while (true)
                await dying.WriteAsync(new byte[100_000]);
        });

        failure.ExitCode.ShouldBe(2);
        failure.Diagnostics.ShouldBe("broken");
    }

    [Fact]
    public async Task Cancelling_kills_the_tool_and_what_it_started()
    {
        using CancellationTokenSource cancellation = new();
        await using var parent = ChildProcess.Start(
            "sh", ["-c", "sleep 300 & echo $!; wait"], ChildStreams.Output, cancellation.Token);
        using StreamReader output = new(parent.Output, leaveOpen: true);
        int grandchild = int.Parse((await output.ReadLineAsync())!, null);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(parent.CompleteAsync());
        await Eventually.HoldsAsync(() => !IsRunning(grandchild), "the grandchild is gone");
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
