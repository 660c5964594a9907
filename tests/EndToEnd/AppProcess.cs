using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>The real app as a process of its own, over a data folder that outlives it.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly int port = FreePort();
    private Process? process;

    /// <summary>A client without a token, until <see cref="SignInAsync"/>.</summary>
    public HttpClient Http { get; }

    public AppProcess() => Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

    /// <summary>What the app keeps.</summary>
    public string DataFolder => folder.Path;

    /// <summary>Starts the process and waits until it answers.</summary>
    public async Task StartAsync()
    {
        process = Process.Start(Start(folder.Path)) ?? throw new InvalidOperationException("The app could not be started.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.GetAsync(IsUpAsync, up => up, TimeSpan.FromSeconds(60));
    }

    /// <summary>Starts a process that cannot begin to work, over another data folder if one is named.</summary>
    /// <returns>Its exit code and all that it said.</returns>
    public async Task<(int Code, string Said)> FailAsync(string? dataFolder = null)
    {
        using Process failing = Process.Start(Start(dataFolder ?? folder.Path))!;
        using CancellationTokenSource tooLong = new(TimeSpan.FromMinutes(2));
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
        start.Environment["ASPNETCORE_URLS"] = Http.BaseAddress!.ToString().TrimEnd('/');
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["Understudy__PublicUrl"] = Http.BaseAddress.ToString();
        start.Environment["Understudy__DataFolder"] = data;
        // Tests ask as fast as they can.
        start.Environment["Understudy__RequestsPerMinute"] = "1000000";
        start.Environment["LocalRuntime__DataFolder"] = Path.Combine(data, "runtime");
        start.Environment["MediaStorage"] = $"files={Path.Combine(data, "media")}";
        return start;
    }

    /// <summary>Ends the process with SIGKILL, as a crash or the kernel would: nothing is flushed or said goodbye to.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        using Process kill = Process.Start("kill", ["-KILL", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Signs in as a new person.</summary>
    public async Task SignInAsync()
    {
        using HttpResponseMessage minted = await Http.PostAsJsonAsync("/dev/token", new { email = "a@example.com" });
        string token = (await BodyAsync(minted))["id_token"]!.GetValue<string>();
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

    /// <summary>Asks until the answer is as wanted, through refused connections too.</summary>
    public Task<JsonNode> WaitAsync(string path, Func<JsonNode, bool> wanted, TimeSpan? within = null) =>
        Eventually.GetAsync(() => GetAsync(path), wanted, within ?? TimeSpan.FromMinutes(3));

    /// <summary>Creates a model from a sample, uploads it and confirms the upload; its id.</summary>
    public async Task<string> UploadModelAsync(string kind)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "samples", kind == "video" ? "presenter.mp4" : "voice.wav");
        string type = kind == "video" ? "video/mp4" : "audio/wav";
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
        using HttpClient plain = new();
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
        string file = Path.Combine(folder.Path, name);
        using HttpClient plain = new();
        await File.WriteAllBytesAsync(file, await plain.GetByteArrayAsync(url));
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        folder.Dispose();
    }

    private async Task<bool> IsUpAsync()
    {
        if (process is { HasExited: true }) throw new InvalidOperationException("The app has ended by itself.");
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

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
