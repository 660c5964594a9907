using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Understudy.MediaEngine.Processes;

/// <summary>
/// One run of a media tool. Arguments travel as a list and never through a shell; cancelling or disposing kills the
/// tool with everything that it started.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>How many characters of standard error are kept for messages.</summary>
    public const int DiagnosticsLimit = 4096;

    private readonly Process _process;
    private readonly string _tool;
    private readonly ToolLimits _limits;
    private readonly ToolWatch _watch;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private readonly Task<string> _diagnostics;
    private readonly Task _discardedOutput;
    private long _received;

    private ChildProcess(
        Process process, string tool, ChildStreams streams, ToolLimits limits, CancellationToken cancellationToken)
    {
        _process = process;
        _tool = tool;
        _limits = limits;
        _cancellationToken = cancellationToken;
        _diagnostics = ReadTailAsync(process.StandardError);
        _discardedOutput = streams.HasFlag(ChildStreams.Output)
            ? Task.CompletedTask
            : Output.CopyToAsync(Stream.Null, CancellationToken.None);
        if (!streams.HasFlag(ChildStreams.Input)) process.StandardInput.Close();

        if (limits.GivesWay)
        {
            LowerPriority();
            if (streams.HasFlag(ChildStreams.Output)) WidePipe.Widen(Output);
            if (streams.HasFlag(ChildStreams.Input)) WidePipe.Widen(process.StandardInput.BaseStream);
        }

        _watch = new ToolWatch(process, limits, Kill);
        _registration = cancellationToken.Register(Kill);
    }

    /// <summary>The tool's standard output; readable when started with <see cref="ChildStreams.Output"/>.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The operating system's id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a tool found on PATH, within <see cref="ToolLimits.Work"/>.</summary>
    public static ChildProcess Start(
        string tool, IEnumerable<string> arguments, ChildStreams streams, CancellationToken cancellationToken) =>
        Start(tool, arguments, streams, ToolLimits.Work, cancellationToken);

    /// <summary>Starts a tool found on PATH.</summary>
    /// <param name="tool">The executable's name.</param>
    /// <param name="arguments">Its arguments, one element each. Text of a user must not be among them.</param>
    /// <param name="streams">Which of the standard streams the caller uses; the others are closed or discarded.</param>
    /// <param name="limits">What it may use up.</param>
    /// <param name="cancellationToken">Kills the process tree.</param>
    /// <exception cref="MediaToolException">The tool is not installed or cannot be executed.</exception>
    public static ChildProcess Start(
        string tool,
        IEnumerable<string> arguments,
        ChildStreams streams,
        ToolLimits limits,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ProcessStartInfo start = new(tool, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        if (limits.GivesWay && tool == FFmpeg.Tool) FFmpeg.KeepFrames(start.Environment);
        Process process = new() { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new MediaToolException(
                tool,
                ToolFault.NotStarted,
                exitCode: null,
                $"{exception.Message} Is its package installed and on the PATH?",
                exception);
        }

        return new ChildProcess(process, tool, streams, limits, cancellationToken);
    }

    /// <summary>Runs a tool within <see cref="ToolLimits.Quick"/> whose output nobody reads until it has ended.</summary>
    /// <exception cref="MediaToolException">It did not do its work.</exception>
    public static Task RunAsync(string tool, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(tool, arguments, ToolLimits.Quick, cancellationToken);

    /// <summary>Runs a tool whose output nobody reads until it has ended.</summary>
    /// <exception cref="MediaToolException">It did not do its work.</exception>
    public static async Task RunAsync(
        string tool, IEnumerable<string> arguments, ToolLimits limits, CancellationToken cancellationToken)
    {
        await using ChildProcess process = Start(tool, arguments, ChildStreams.None, limits, cancellationToken);
        await process.CompleteAsync();
    }

    /// <summary>
    /// Runs a tool within <see cref="ToolLimits.Quick"/> and returns everything that it wrote to standard output, as
    /// UTF-8 text.
    /// </summary>
    /// <exception cref="MediaToolException">It did not do its work.</exception>
    public static Task<string> ReadTextAsync(
        string tool, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        ReadTextAsync(tool, arguments, ToolLimits.Quick, cancellationToken);

    /// <summary>Runs a tool and returns everything that it wrote to standard output, as UTF-8 text.</summary>
    /// <exception cref="MediaToolException">It did not do its work.</exception>
    public static async Task<string> ReadTextAsync(
        string tool, IEnumerable<string> arguments, ToolLimits limits, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString((await ReadAsync(tool, arguments, limits, cancellationToken)).Span);

    /// <summary>Runs a tool and returns everything that it wrote to standard output.</summary>
    /// <exception cref="MediaToolException">It did not do its work.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        string tool, IEnumerable<string> arguments, ToolLimits limits, CancellationToken cancellationToken)
    {
        await using ChildProcess process = Start(tool, arguments, ChildStreams.Output, limits, cancellationToken);
        MemoryStream written = new();
        byte[] buffer = new byte[81_920];
        int read;
        while ((read = await process.Output.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            if (!process.TryCount(read)) break;
            written.Write(buffer, 0, read);
        }

        await process.CompleteAsync();
        return written.GetBuffer().AsMemory(0, (int)written.Length);
    }

    /// <summary>Writes to the tool's standard input (<see cref="ChildStreams.Input"/>).</summary>
    /// <exception cref="MediaToolException">The tool has ended and reads no more.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(data, _cancellationToken);
        }
        catch (IOException exception)
        {
            await _process.WaitForExitAsync(_cancellationToken);
            _cancellationToken.ThrowIfCancellationRequested();
            throw await FailureAsync(exception)
                ?? new MediaToolException(_tool, ToolFault.Refused, 0, "It ended before it had read everything.", exception);
        }
    }

    /// <summary>Reads exactly one block, for instance a raw video frame, from the tool's standard output.</summary>
    /// <returns>False when the output has ended; the tool has then ended successfully.</returns>
    /// <exception cref="MediaToolException">The tool failed, or its output ended within a block.</exception>
    public async ValueTask<bool> ReadBlockAsync(Memory<byte> block)
    {
        int read = await Output.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, _cancellationToken);
        if (read == block.Length && TryCount(read)) return true;

        await CompleteAsync();
        return read == 0
            ? false
            : throw new MediaToolException(
                _tool, ToolFault.Refused, 0, $"The output ended after {read} of {block.Length} bytes.");
    }

    /// <summary>Closes standard input and waits until the tool has ended.</summary>
    /// <exception cref="MediaToolException">It did not do its work.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the process is gone.</exception>
    public async Task CompleteAsync()
    {
        CloseInput();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _discardedOutput;
        _cancellationToken.ThrowIfCancellationRequested();
        if (await FailureAsync() is { } failure) throw failure;
    }

    /// <summary>Kills the process tree if it still runs and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync();
        Kill();
        await _watch.DisposeAsync();
        await _process.WaitForExitAsync(CancellationToken.None);
        CloseInput();
        _process.Dispose();
    }

    private static async Task<string> ReadTailAsync(StreamReader reader)
    {
        StringBuilder tail = new();
        char[] buffer = new char[1024];
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            tail.Append(buffer, 0, read);
            if (tail.Length > DiagnosticsLimit) tail.Remove(0, tail.Length - DiagnosticsLimit);
        }

        return tail.ToString().Trim();
    }

    /// <summary>Counts what was read; false when that is too much, and the tool is then ended.</summary>
    private bool TryCount(int bytes)
    {
        _received += bytes;
        if (_received <= _limits.OutputBytes) return true;
        _watch.End(ToolFault.TooMuchOutput);
        return false;
    }

    /// <summary>How the tool, which has ended, failed; null when it did its work.</summary>
    private async Task<MediaToolException?> FailureAsync(Exception? cause = null)
    {
        string diagnostics = await _diagnostics;
        ToolFault? fault = _watch.Breach ?? ToolExit.Judge(_process.ExitCode, diagnostics);
        return fault is { } what
            ? new MediaToolException(
                _tool, what, what is ToolFault.Refused ? _process.ExitCode : null, diagnostics, cause)
            : null;
    }

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The tool ended before it had read everything; its exit code says whether that matters.
        }
    }

    /// <summary>Rendering must leave the processor to whoever waits for an HTTP answer.</summary>
    private void LowerPriority()
    {
        try
        {
            _process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // A tool that has already ended has no priority to lower.
        }
    }

    private void Kill()
    {
        try
        {
            // To look for what a tool started, all processes of the machine are looked through: not for one that is gone.
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in the meantime.
        }
    }
}
