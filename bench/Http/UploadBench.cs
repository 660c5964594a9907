using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Http;

/// <summary>How much more memory the app needs while the largest allowed file is uploaded to it.</summary>
internal static class UploadBench
{
    private const int WarmUpBytes = 8 * Block.Length;
    private const int FileBytes = 500 * Block.Length;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        using AppServer app = await AppServer.StartAsync(run.Scratch.Folder("upload"), run.Cancellation);
        await UploadAsync(app, WarmUpBytes, run.Cancellation);
        int id = app.Process.Id;
        double growth = await Median.OfAsync(run.Quick ? 1 : 3, async () =>
        {
            ProcessMemory.ForgetPeak(id);
            double before = ProcessMemory.Resident(id);
            await UploadAsync(app, FileBytes, run.Cancellation);
            return ProcessMemory.Peak(id) - before;
        });
        return [Row.AtMost("memory growth during a PUT of 500 MiB (VmHWM after − VmRSS before)", growth, 50, "MB")];
    }

    private static async Task UploadAsync(AppServer app, int bytes, CancellationToken cancellationToken)
    {
        JsonNode created = await app.PostAsync(
            "/api/v1/models/video",
            new JsonObject
            {
                ["name"] = "Bench",
                ["file_name"] = "video.mp4",
                ["content_type"] = "video/mp4",
                ["file_size_bytes"] = bytes,
            },
            cancellationToken);
        using HttpClient client = new() { Timeout = TimeSpan.FromMinutes(10) };
        using Block content = new(bytes);
        using HttpResponseMessage answer = await client.PutAsync(
            new Uri((string)created["upload"]!["presigned_url"]!), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A body of any length out of one block of a MiB.</summary>
    private sealed class Block : HttpContent
    {
        public const int Length = 1 << 20;

        private readonly byte[] _block = new byte[Length];
        private readonly int _bytes;

        public Block(int bytes)
        {
            _bytes = bytes;
            new Random(1).NextBytes(_block);
            Headers.ContentType = new MediaTypeHeaderValue("video/mp4");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (int sent = 0; sent < _bytes; sent += Length) await stream.WriteAsync(_block);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes;
            return true;
        }
    }
}
