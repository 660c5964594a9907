using Understudy.MediaEngine.Audio;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Training;

/// <summary>Turns an uploaded voice sample into a voice profile.</summary>
public static class VoiceTrainer
{
    /// <summary>More than three minutes would not change what is measured.</summary>
    private const int AnalyzedDuration = 180;

    private const double SilentLoudness = -50;
    private const double RequiredVoice = 0.5;
    private const double ToleratedOverdrive = 0.02;

    /// <summary>Most men speak below, most women above, in hertz.</summary>
    private const double RegisterBoundary = 145;

    /// <summary>Measures a voice and writes <see cref="ModelJson.VoiceProfileFile"/>.</summary>
    /// <param name="sourceFile">The uploaded recording.</param>
    /// <param name="outputFolder">Where the profile goes; made if missing. It stays untouched unless training succeeds.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Stops all work and kills the tools.</param>
    /// <exception cref="MediaRejectedException">The recording cannot be used; the message tells the person why.</exception>
    /// <exception cref="MediaToolException">ffmpeg is missing or broken.</exception>
    public static async Task<VoiceProfile> TrainAsync(
        string sourceFile, string outputFolder, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var probe = await MediaProber.ProbeAsync(sourceFile, MediaKind.Audio, cancellationToken);
        MediaLimits.RequireTrainable(probe.Duration);
        progress?.Report(0.1);

        var samples = await AudioRecording.ReadAsync(sourceFile, AnalyzedDuration, cancellationToken);
        RequireDecoded(samples.Length, Math.Min(probe.Duration, AnalyzedDuration));
        progress?.Report(0.3);

        var loudness = await AudioRecording.MeasureLoudnessAsync(sourceFile, AnalyzedDuration, cancellationToken);
        RequireAudible(loudness);
        progress?.Report(0.5);

        var voice = VoiceMeasurement.Measure(
            samples, AudioRecording.SampleRate, new PartialProgress(progress, 0.5, 1), cancellationToken);
        var pitch = RequireClearVoice(voice);

        var profile = new VoiceProfile(
            Math.Round(pitch, 1),
            Math.Round(loudness, 1),
            Math.Round(voice.NoiseFloor, 1),
            Math.Round(probe.Duration, 3),
            pitch < RegisterBoundary ? BaseVoice.Low : BaseVoice.High);
        Directory.CreateDirectory(outputFolder);
        await ModelJson.SaveAsync(
            Path.Combine(outputFolder, ModelJson.VoiceProfileFile), profile, cancellationToken);
        progress?.Report(1);
        return profile;
    }

    private static void RequireDecoded(int samples, double duration)
    {
        if (samples < duration * AudioRecording.SampleRate / 2)
        {
            throw new MediaRejectedException(
                MediaRejection.CorruptFile,
                "Most of the recording is missing or cannot be played. Please export it again and upload it anew.");
        }
    }

    private static void RequireAudible(double loudness)
    {
        if (loudness < SilentLoudness)
        {
            throw new MediaRejectedException(
                MediaRejection.SilentAudio,
                "Hardly anything can be heard in the recording. Please check the microphone and record again.");
        }
    }

    private static double RequireClearVoice(VoiceMeasurement voice)
    {
        if (voice.OverdrivenShare > ToleratedOverdrive)
        {
            throw new MediaRejectedException(
                MediaRejection.ClippedAudio,
                "The recording is overdriven. Please record again further from the microphone or with less gain.");
        }

        return voice is { MedianPitch: { } pitch, VoicedDuration: >= RequiredVoice }
            ? pitch
            : throw new MediaRejectedException(
                MediaRejection.SilentAudio,
                "No voice can be heard in the recording. Please record yourself speaking, in a quiet room.");
    }
}
