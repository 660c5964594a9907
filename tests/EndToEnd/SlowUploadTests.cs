using System.Net.Sockets;
using System.Text;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>Uploads that come as slowly as a bad line, many at once.</summary>
public sealed class SlowUploadTests
{
    private const int Uploads = 300;

    [Fact]
    public async Task Who_sends_slowly_holds_no_thread_and_keeps_nobody_waiting()
    {
        await using AppProcess app = new();
        await app.StartAsync();
        using VoiceClient client = await VoiceClient.RegisterAsync(app, "slow@example.com");
        string drafts = Path.Combine(app.DataFolder, "media", ".tmp");
        // What is done for the first time may take threads of its own.
        await client.UploadAsync(AppProcess.Sample("voice.wav"));
        int before = app.CountThreads();
        List<TcpClient> slow = [];
        try
        {
            for (int i = 0; i < Uploads; i++) slow.Add(await BeginAsync(app, client.Token));
            await Eventually.HoldsAsync(
                () => Directory.EnumerateFiles(drafts, "*", SearchOption.AllDirectories).Count() >= Uploads, "all of them come in");

            await client.GetAsync("voices/profiles");
            await client.UploadAsync(AppProcess.Sample("voice.wav"));
            app.CountThreads().ShouldBeLessThan(before + (Uploads / 10));
            // They are still at it.
            slow.ShouldAllBe(upload => !upload.Client.Poll(0, SelectMode.SelectRead));
        }
        finally
        {
            foreach (TcpClient upload in slow) upload.Dispose();
        }
        await Eventually.HoldsAsync(
            () => !Directory.EnumerateFiles(drafts, "*", SearchOption.AllDirectories).Any(), "what was broken off is gone");
    }

    // A form whose file has begun, and of which nothing more comes.
    private static async Task<TcpClient> BeginAsync(AppProcess app, string token)
    {
        TcpClient upload = new();
        await upload.ConnectAsync(app.Http.BaseAddress!.Host, app.Http.BaseAddress.Port);
        string head = $"POST /voicecloning/api/v1/files/upload HTTP/1.1\r\nHost: {app.Http.BaseAddress.Authority}\r\n" +
            $"Authorization: Bearer {token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 600000\r\n\r\n" +
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n";
        await upload.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        // Enough of it to be known as what it is.
        await using FileStream voice = File.OpenRead(AppProcess.Sample("voice.wav"));
        byte[] beginning = new byte[20_000];
        await voice.ReadExactlyAsync(beginning);
        await upload.GetStream().WriteAsync(beginning);
        return upload;
    }
}
