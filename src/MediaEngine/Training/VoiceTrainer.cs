using System.Globalization;
using Understudy.MediaEngine.Audio;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech.Voices;

namespace Understudy.MediaEngine.Training;

/// <summary>Turns an uploaded voice sample into a voice profile.</summary>
public static class VoiceTrainer
{
    /// <summary>What is softer than this is the noise of the recorder, in decibels below full scale.</summary>
    private const double SilentLevel = -75;

    private const double RequiredVoice = 0.5;

    /// <summary>The pitch of the most monotonous voice moves more, as a share of its median.</summary>
    private const double SteadyPitch = 0.01;

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
        MediaProbe probe = await MediaProber.ProbeAsync(sourceFile, MediaKind.Audio, cancellationToken);
        MediaLimits.RequireTrainable(probe.Duration);
        progress?.Report(0.1);

        RecordingSurvey survey = await AudioRecording.SurveyAsync(
            sourceFile, probe.Duration, new PartialProgress(progress, 0.1, 0.8), cancellationToken);
        RequireWhole(survey.Duration, probe.Duration);

        var window = VoiceWindow.Choose(survey);
        double pitch = RequireClearVoice(window, survey);
        double loudness = await AudioRecording.MeasureLoudnessAsync(
            sourceFile, window.Channel, window.Start, window.Duration, cancellationToken);

        short[] samples = await AudioRecording.ReadChannelAsync(
            sourceFile, window.Channel, window.Start, window.Duration, TimbreMeter.SampleRate, cancellationToken);

        VoiceProfile profile = new(
            Math.Round(pitch, 1),
            Math.Round(loudness, 1),
            Math.Round(window.Voice.NoiseFloor, 1),
            Math.Round(survey.Duration, 3),
            pitch < RegisterBoundary ? BaseVoice.Low : BaseVoice.High)
        {
            Timbre = TimbreMeter.Measure(samples),
        };
        Directory.CreateDirectory(outputFolder);
        await ModelJson.SaveAsync(
            Path.Combine(outputFolder, ModelJson.VoiceProfileFile), profile, cancellationToken);
        progress?.Report(1);
        return profile;
    }

    private static void RequireWhole(double decoded, double announced)
    {
        if (decoded < announced / 2)
        {
            throw new MediaRejectedException(
                MediaRejection.CorruptFile,
                "Most of the recording is missing or cannot be played. Please export it again and upload it anew.");
        }

        MediaLimits.RequireTrainable(decoded);
        MediaLimits.RequireNotTooLong(decoded);
    }

    private static double RequireClearVoice(VoiceWindow window, RecordingSurvey survey)
    {
        VoiceMeasurement voice = window.Voice;
        if (voice.MedianPitch is not { } pitch || voice.VoicedDuration < RequiredVoice || voice.PitchSpread < SteadyPitch)
        {
            throw new MediaRejectedException(MediaRejection.SilentAudio, WhyNoVoice(voice));
        }

        if (window.ClippedShare > ToleratedOverdrive)
        {
            throw new MediaRejectedException(
                MediaRejection.ClippedAudio,
                survey.Duration <= VoiceWindow.LongestDuration
                    ? "The recording is overdriven. Please record again further from the microphone or with less gain."
                    : $"The recording is overdriven, even in its best minute, from {Clock(window.Start)} to "
                      + $"{Clock(window.Start + window.Duration)}. "
                      + "Please record again further from the microphone or with less gain.");
        }

        return pitch;
    }

    private static string WhyNoVoice(VoiceMeasurement voice) => voice switch
    {
        { LoudLevel: < SilentLevel } =>
            "Hardly anything can be heard in the recording. Please check the microphone and record again.",
        { VoicedDuration: >= RequiredVoice } =>
            "There is a steady tone in the recording, but no voice can be heard. "
            + "Please record yourself speaking, in a quiet room.",
        { VoicedDuration: >= 0.05 } => string.Create(
            CultureInfo.InvariantCulture,
            $"No more than {voice.VoicedDuration:0.0} seconds of a voice can be heard in the recording. ")
            + "Please record yourself speaking for a while, in a quiet room.",
        _ => "No voice can be heard in the recording. Please record yourself speaking, in a quiet room.",
    };

    private static string Clock(double seconds) =>
        TimeSpan.FromSeconds(seconds).ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
