using Understudy.MediaEngine.Recognition;

namespace Understudy.Bench.Media;

/// <summary>One recognition in a process of its own, so that its memory can be told from ours.</summary>
internal static class RecognitionCommand
{
    public const string Command = "recognise";

    public static async Task<int> RunAsync(string file, string outputFolder, CancellationToken cancellationToken)
    {
        using SpeechRecognition recognition = new(new RecognitionOptions());
        await recognition.RecogniseAsync(
            new RecognitionRequest(file) { Language = "en" }, outputFolder, new Progress<double>(), cancellationToken);
        return 0;
    }
}
