using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>The real app as a process of its own, over a data folder that outlives it.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private const int LinesKept = 50;

    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort();
    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;

    /// <summary>A client without a token, until <see cref="SignInAsync"/>.</summary>
    public HttpClient Http { get; }

    public AppProcess() => Http = new HttpClient
    {
        BaseAddress = new Uri($"http://127.0.0.1:{_port}"),
        Timeout = Limits.Wait,
    };

    /// <summary>A folder whose tools come before those of the system; null for none.</summary>
    public string? Tools { get; init; }

    /// <summary>Settings of its own, as they stand in the environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>What the app keeps.</summary>
    public string DataFolder => _folder.Path;

    /// <summary>Starts the process and waits until it answers.</summary>
    public async Task StartAsync()
    {
        _process = Process.Start(Start(_folder.Path))
            ?? throw new InvalidOperationException("The app could not be started.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await Eventually.GetAsync(IsUpAsync, up => up);
        }
        catch (TimeoutException silence)
        {
            throw Failure("The app does not answer", silence);
        }
    }

    /// <summary>
    /// Starts a process that cannot begin to work, over another data folder if one is named, and with other settings.
    /// </summary>
    /// <returns>Its exit code and all that it said.</returns>
    public async Task<(int Code, string Said)> FailAsync(
        string? dataFolder = null, params (string Name, string Value)[] settings)
    {
        ProcessStartInfo start = Start(dataFolder ?? _folder.Path);
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        using Process failing = Process.Start(start)!;
        using CancellationTokenSource tooLong = new(Limits.Wait);
        try
        {
            Task<string> output = failing.StandardOutput.ReadToEndAsync(tooLong.Token);
            string error = await failing.StandardError.ReadToEndAsync(tooLong.Token);
            await failing.WaitForExitAsync(tooLong.Token);
            return (failing.ExitCode, await output + error);
        }
        finally
        {
            if (!failing.HasExited) failing.Kill();
        }
    }

    private ProcessStartInfo Start(string data)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Understudy.Functions.dll") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (Tools is not null) start.Environment["PATH"] = $"{Tools}:{start.Environment["PATH"]}";
        start.Environment["ASPNETCORE_URLS"] = Http.BaseAddress!.ToString().TrimEnd('/');
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["Understudy__PublicUrl"] = Http.BaseAddress.ToString();
        start.Environment["Understudy__DataFolder"] = data;
        // Tests ask as fast as they can.
        start.Environment["Understudy__RequestsPerMinute"] = "1000000";
        start.Environment["Understudy__CreationsPerMinute"] = "1000000";
        start.Environment["Understudy__ContractLimitFactor"] = "1000000";
        start.Environment["LocalRuntime__DataFolder"] = Path.Combine(data, "runtime");
        start.Environment["MediaStorage"] = $"files={Path.Combine(data, "media")}";
        foreach ((string name, string value) in Settings) start.Environment[name] = value;
        return start;
    }

    /// <summary>How many folders the process is told of changes in.</summary>
    public int CountWatchedFolders() => Directory.GetFiles($"/proc/{_process!.Id}/fd")
        .Where(descriptor => new FileInfo(descriptor).LinkTarget == "anon_inode:inotify")
        .SelectMany(descriptor => File.ReadLines(descriptor.Replace("/fd/", "/fdinfo/", StringComparison.Ordinal)))
        .Count(line => line.StartsWith("inotify", StringComparison.Ordinal));

    /// <summary>How many threads the process has.</summary>
    public int CountThreads() => Directory.GetDirectories($"/proc/{_process!.Id}/task").Length;

    /// <summary>Ends the process with SIGKILL, as a crash or the kernel would: nothing is flushed or said goodbye to.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        using var kill = Process.Start("kill", ["-KILL", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Kills the process at so many moments that nobody chose, each less than a second away, and starts it again.</summary>
    public async Task KillAndRestartAsync(Random random, int times)
    {
        for (int i = 0; i < times; i++)
        {
            // This is no wait for a result.
            await Task.Delay(random.Next(0, 900));
            await KillAsync();
            await StartAsync();
        }
    }

    /// <summary>Reads the documents of a process that has ended.</summary>
    public JsonNode[] ReadDocuments(string table, string where = "true")
    {
        using SqliteConnection connection =
            new($"Data Source={Path.Combine(_folder.Path, "documents.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT body FROM \"documents:{table}\" WHERE {where}";
        using SqliteDataReader rows = command.ExecuteReader();
        List<JsonNode> read = [];
        while (rows.Read()) read.Add(JsonNode.Parse(rows.GetString(0))!);
        return [.. read];
    }

    /// <summary>Signs in as a new person.</summary>
    public async Task SignInAsync()
    {
        using HttpResponseMessage minted = await Http.PostAsJsonAsync("/dev/token", new { email = "a@example.com" });
        await SignInAsync((await BodyAsync(minted))["id_token"]!.GetValue<string>());
    }

    /// <summary>Signs in with an ID token.</summary>
    public async Task SignInAsync(string token)
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await PostAsync("/api/v1/auth/login", new { });
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using HttpResponseMessage response = await Http.GetAsync(path);
        return await BodyAsync(response);
    }

    public async Task<JsonNode> PostAsync(string path, object body)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync(path, body);
        return await BodyAsync(response);
    }

    /// <summary>Asks until the answer is as wanted: what it is about may take the engine a while.</summary>
    public Task<JsonNode> WaitAsync(string path, Func<JsonNode, bool> wanted) =>
        Eventually.GetAsync(() => GetAsync(path), wanted, Limits.Work);

    /// <summary>Creates a model from a sample, uploads it and confirms the upload; its id.</summary>
    public Task<string> UploadModelAsync(string kind) => kind == "video"
        ? UploadModelAsync(kind, Sample("presenter.mp4"), "video/mp4")
        : UploadModelAsync(kind, Sample("voice.wav"), "audio/wav");

    /// <summary>The path of a sample.</summary>
    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "samples", name);

    /// <summary>Creates a model from a file, uploads it and confirms the upload; its id.</summary>
    public async Task<string> UploadModelAsync(string kind, string file, string type)
    {
        JsonNode created = await PostAsync($"/api/v1/models/{kind}", new
        {
            name = kind,
            file_name = Path.GetFileName(file),
            file_size_bytes = new FileInfo(file).Length,
            content_type = type,
            source_type = "upload",
        });
        await using FileStream content = File.OpenRead(file);
        using StreamContent body = new(content);
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        // Blob Storage asks for it, and the file store does not mind.
        body.Headers.Add("x-ms-blob-type", "BlockBlob");
        using HttpClient plain = new() { Timeout = Limits.Wait };
        using HttpResponseMessage put = await plain.PutAsync(
            created["upload"]!["presigned_url"]!.GetValue<string>(), body);
        put.StatusCode.ShouldBe(HttpStatusCode.Created);
        string id = created["model"]!["id"]!.GetValue<string>();
        await PostAsync($"/api/v1/models/{kind}/{id}/upload-complete", new { });
        return id;
    }

    /// <summary>Downloads a signed URL into a file of the data folder.</summary>
    public async Task<string> DownloadAsync(string url, string name)
    {
        string file = Path.Combine(_folder.Path, name);
        using HttpClient plain = new() { Timeout = Limits.Wait };
        await File.WriteAllBytesAsync(file, await plain.GetByteArrayAsync(url));
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> IsUpAsync()
    {
        if (_process is { HasExited: true } ended)
        {
            // Only this waits until all that it said has come.
            await ended.WaitForExitAsync();
            throw Failure($"The app has ended by itself, with {ended.ExitCode}");
        }
        try
        {
            using HttpResponseMessage response = await Http.GetAsync("/health");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        if (_lines.Count > LinesKept) _lines.TryDequeue(out _);
    }

    private InvalidOperationException Failure(string what, Exception? because = null) =>
        new($"{what}. The last that it said:\n{string.Join('\n', _lines)}", because);

    // Below those that the kernel gives to connections: while the app is down, nobody may take its port.
    private static int FreePort()
    {
        while (true)
        {
            int candidate = Random.Shared.Next(10_000, 32_000);
            using TcpListener listener = new(IPAddress.Loopback, candidate);
            try
            {
                listener.Start();
                return candidate;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
