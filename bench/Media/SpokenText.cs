using Understudy.Bench.Load;

namespace Understudy.Bench.Media;

/// <summary>Half a minute of English by a synthetic voice, at 16 kHz.</summary>
internal static class SpokenText
{
    private const string Text =
        "Our company was founded twenty years ago in a small town near the coast. At first we built wooden furniture, and "
        + "later we began to design houses. Today more than two hundred people work with us. Every morning I walk along the "
        + "harbor before I go to the office. I believe that good work needs time, patience, and honest friends. Last summer "
        + "we opened a new school for young designers. They learn how to draw, how to measure, and how to listen. If you "
        + "would like to visit us, please call before Friday.";

    public static async Task<string> MakeAsync(BenchRun run)
    {
        string folder = run.Scratch.Folder("speech");
        string spoken = Path.Combine(folder, "spoken.wav");
        string speech = Path.Combine(folder, "speech.wav");
        await Tool.RunAsync("flite", ["-voice", "rms", "-t", Text, "-o", spoken], run.Cancellation);
        await Tool.RunAsync(
            "ffmpeg",
            ["-hide_banner", "-loglevel", "error", "-nostdin", "-i", spoken, "-ar", "16000", "-ac", "1", speech],
            run.Cancellation);
        return speech;
    }
}
