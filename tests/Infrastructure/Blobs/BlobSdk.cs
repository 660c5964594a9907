using System.Diagnostics;

namespace Understudy.Infrastructure.Tests.Blobs;

/// <summary>Azure's SDK for JavaScript, as the pages of people use it.</summary>
public static class BlobSdk
{
    /// <summary>Sends a file in blocks.</summary>
    /// <returns><c>sent</c>, or the status and the code of the refusal.</returns>
    public static async Task<string> SendAsync(Uri url, string file, int blockBytes)
    {
        ProcessStartInfo start = new("node", ["send-blob.js", url.AbsoluteUri, file, $"{blockBytes}"])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "emulators"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limits.Wait);
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException(await error);
    }
}
