using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Understudy.Bench.Load;

/// <summary>A server in a process of its own, killed when disposed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process = new();
    private readonly StringBuilder _words = new();
    private bool _started;

    private ServerProcess(string program, IEnumerable<string> arguments, int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        _process.StartInfo = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process.OutputDataReceived += Listen;
        _process.ErrorDataReceived += Listen;
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(30) };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public int Id => _process.Id;

    /// <summary>How long it took from its start to its first answer.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Starts this program with one of its own servers.</summary>
    public static Task<ServerProcess> StartOwnAsync(
        string command, string path, CancellationToken cancellationToken, params string[] arguments) => StartAsync(
        Environment.ProcessPath!, port => [command, $"{port}", .. arguments], _ => [], path, cancellationToken);

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="program">The executable.</param>
    /// <param name="arguments">Its arguments, given the port.</param>
    /// <param name="environment">Variables for it, given the port.</param>
    /// <param name="path">What to ask it for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ServerProcess> StartAsync(
        string program,
        Func<int, string[]> arguments,
        Func<int, IEnumerable<(string Name, string Value)>> environment,
        string path,
        CancellationToken cancellationToken)
    {
        int port = FreePort();
        ServerProcess server = new(program, arguments(port), port);
        try
        {
            foreach ((string name, string value) in environment(port))
                server._process.StartInfo.Environment[name] = value;
            await server.StartAsync(path, cancellationToken);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        if (_started)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task StartAsync(string path, CancellationToken cancellationToken)
    {
        long begin = Stopwatch.GetTimestamp();
        _process.Start();
        _started = true;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        while (!await AnswersAsync(path, cancellationToken))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(begin) > _patience)
            {
                lock (_words)
                    throw new InvalidOperationException($"{_process.StartInfo.FileName} does not answer:\n{_words}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken);
        }

        StartTime = Stopwatch.GetElapsedTime(begin);
    }

    private async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer =
                await Client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            answer.EnsureSuccessStatusCode();
            return true;
        }
        catch (HttpRequestException refused) when (refused.InnerException is SocketException)
        {
            return false;
        }
    }

    private void Listen(object sender, DataReceivedEventArgs line)
    {
        lock (_words) _words.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
