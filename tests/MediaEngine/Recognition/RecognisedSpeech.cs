using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Recognition;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Tests.Training;

namespace Understudy.MediaEngine.Tests.Recognition;

/// <summary>
/// A synthetic voice that says two sentences: after a second and a half of silence, and after four seconds of noise.
/// </summary>
public sealed class RecognisedSpeech : IAsyncLifetime
{
    public const string First = "Every morning I walk along the harbor before I go to the office.";
    public const string Second = "Last summer we opened a new school for young designers.";
    public const double FirstStart = 1.5;
    public const double Gap = 4;

    public TestMedia Media { get; } = new();

    /// <summary>The recording.</summary>
    public string File { get; private set; } = "";

    /// <summary>When the second sentence begins, in seconds.</summary>
    public double SecondStart { get; private set; }

    /// <summary>What was recognised without being told the language.</summary>
    public Transcript Transcript { get; private set; } = null!;

    public string Folder { get; private set; } = "";

    internal RecordedProgress Progress { get; } = new();

    public async Task InitializeAsync()
    {
        string first = await SpeakAsync(Media, "rms", First);
        string second = await SpeakAsync(Media, "rms", Second);
        SecondStart = FirstStart + LengthOf(first) + Gap;
        File = Media.NewPath("speech.wav");
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-f", "lavfi", "-t", "1.5", "-i", "anullsrc=r=16000:cl=mono", "-i", first,
                "-f", "lavfi", "-t", "4", "-i", "anoisesrc=r=16000:c=pink:a=0.05:seed=3", "-i", second,
                "-filter_complex", "[0][1][2][3]concat=n=4:v=0:a=1", File,
            ],
            CancellationToken.None);

        Folder = Media.NewPath("transcript");
        using SpeechRecognition recognition = new(new RecognitionOptions());
        Transcript = await recognition.RecogniseAsync(
            new RecognitionRequest(File), Folder, Progress, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        Media.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Has flite say something, at 16 kHz.</summary>
    public static async Task<string> SpeakAsync(TestMedia media, string voice, string text)
    {
        string file = media.NewPath("spoken.wav");
        await ChildProcess.RunAsync("flite", ["-voice", voice, "-t", text, "-o", file], CancellationToken.None);
        return await media.Convert(file, "spoken16.wav", "-ar", "16000", "-ac", "1");
    }

    private static double LengthOf(string wav) => PcmAudio.ReadWav(wav).Duration;
}
