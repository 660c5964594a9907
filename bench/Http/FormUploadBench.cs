using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Http;

/// <summary>How much more memory the app needs while the largest allowed files come in forms.</summary>
internal static class FormUploadBench
{
    private const int WarmUpBytes = 8 << 20;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        using AppServer app = await AppServer.StartAsync(run.Scratch.Folder("upload-multipart"), run.Cancellation);
        using HttpClient client = new() { BaseAddress = app.Process.Address, Timeout = TimeSpan.FromMinutes(10) };
        JsonNode voice = await PostAsync(
            client, "/voicecloning/api/v1/auth/register", new { email = "forms@example.com", password = "password123" }, run);
        double film = await GrowthAsync(run, app, client, voice, "/voicecloning/api/v1/files/upload", 500 << 20);
        JsonNode sora = await PostAsync(client, "/sora/api/auth/test/login?email=forms@example.org", null, run);
        sora["api_key"] = (await PostAsync(client, "/sora/api/auth/api-keys", null, run, sora))["api_key"]!.DeepClone();
        double video = await GrowthAsync(run, app, client, sora, "/sora/api/videos/upload", 100 << 20, ("file_type", "video"));
        return
        [
            Row.AtMost("memory growth during a form of 500 MiB, VoiceCloning (VmHWM after − VmRSS before)", film, 20, "MB"),
            Row.AtMost("memory growth during a form of 100 MiB, Sora (VmHWM after − VmRSS before)", video, 20, "MB"),
        ];
    }

    private static async Task<double> GrowthAsync(
        BenchRun run,
        AppServer app,
        HttpClient client,
        JsonNode credentials,
        string path,
        int bytes,
        params (string Name, string Value)[] fields)
    {
        int id = app.Process.Id;
        await UploadAsync(WarmUpBytes);
        return await Median.OfAsync(run.Quick ? 1 : 3, async () =>
        {
            ProcessMemory.ForgetPeak(id);
            double before = ProcessMemory.Resident(id);
            await UploadAsync(bytes);
            return ProcessMemory.Peak(id) - before;
        });

        async Task UploadAsync(int size)
        {
            using LongFilm film = await LongFilm.OfAsync(size, run.Cancellation);
            using MultipartFormDataContent form = new() { { film, "file", "film.mp4" } };
            foreach ((string name, string value) in fields) form.Add(new StringContent(value), name);
            using HttpRequestMessage request = Request(path, credentials);
            request.Content = form;
            using HttpResponseMessage answer = await client.SendAsync(request, run.Cancellation);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task<JsonNode> PostAsync(
        HttpClient client, string path, object? body, BenchRun run, JsonNode? credentials = null)
    {
        using HttpRequestMessage request = Request(path, credentials);
        if (body is not null) request.Content = JsonContent.Create(body);
        using HttpResponseMessage answer = await client.SendAsync(request, run.Cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(run.Cancellation))!;
    }

    private static HttpRequestMessage Request(string path, JsonNode? credentials)
    {
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(path, UriKind.Relative));
        if ((string?)credentials?["access_token"] is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if ((string?)credentials?["api_key"] is { } key) request.Headers.Add("X-API-Key", key);
        return request;
    }

    /// <summary>The sample clip, made as large as is wanted by a box of nothing behind it. ISO/IEC 14496-12 §8.1.2.</summary>
    private sealed class LongFilm : HttpContent
    {
        private const int BoxHead = 8;

        private readonly byte[] _clip;
        private readonly int _bytes;

        private LongFilm(byte[] clip, int bytes)
        {
            _clip = clip;
            _bytes = bytes;
            Headers.ContentType = new MediaTypeHeaderValue("video/mp4");
        }

        public static async Task<LongFilm> OfAsync(int bytes, CancellationToken cancellationToken) =>
            new(await File.ReadAllBytesAsync(Checkout.Path("samples/presenter.mp4"), cancellationToken), bytes);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_clip);
            byte[] head = new byte[BoxHead];
            BinaryPrimitives.WriteInt32BigEndian(head, _bytes - _clip.Length);
            "free"u8.CopyTo(head.AsSpan(4));
            await stream.WriteAsync(head);
            byte[] block = new byte[1 << 20];
            for (int left = _bytes - _clip.Length - BoxHead; left > 0; left -= block.Length)
                await stream.WriteAsync(block.AsMemory(0, Math.Min(left, block.Length)));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes;
            return true;
        }
    }
}
