using System.Text.RegularExpressions;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.VoiceCloning;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>The contract's words for the values of closed sets.</summary>
internal static partial class VoiceWords
{
    public const int LongestLanguage = 35;

    public static readonly Words<JobState> States = new(
        (JobState.Queued, "pending"),
        (JobState.Processing, "processing"),
        (JobState.Completed, "completed"),
        (JobState.Failed, "failed"),
        (JobState.Cancelled, "failed"));

    public static readonly Words<VoiceProfileState> ProfileStates = new(
        (VoiceProfileState.Training, "training"), (VoiceProfileState.Ready, "ready"), (VoiceProfileState.Failed, "failed"));

    public static readonly Words<CaptionFormat> Captions = new((CaptionFormat.Srt, "srt"), (CaptionFormat.Vtt, "vtt"));

    /// <summary>What jobs are called in the contract's schema, by their kinds.</summary>
    public static readonly IReadOnlyDictionary<string, string> JobTypes = new Dictionary<string, string>
    {
        ["extractAudio"] = "extract_audio",
        ["transcribe"] = "transcribe",
        ["cloneVoice"] = "clone_voice",
        ["generateVideo"] = "generate_video",
        ["trainVoice"] = "train_voice",
        ["preview"] = "preview",
    };

    /// <summary>The formats of sounds.</summary>
    public static readonly Words<int> AudioFormats = Numbered("wav", "mp3", "flac", "ogg");

    /// <summary>How well it is to be recognised; what recognises it is the engine's.</summary>
    public static readonly Words<int> Models = Numbered(
        "whisper-base", "whisper-tiny", "whisper-small", "whisper-medium", "whisper-large");

    /// <summary>The languages that voices speak.</summary>
    public static readonly Words<int> Spoken = Numbered([.. VoiceWork.Spoken]);

    /// <summary>The containers of films.</summary>
    public static readonly Words<int> Containers = Numbered("mp4", "webm", "mov");

    /// <summary>How much a film may lose.</summary>
    public static readonly Words<int> Qualities = Numbered("high", "medium", "low");

    /// <summary>An optional word that the engine knows, too; the first one where there is none.</summary>
    public static string Word(this JsonFields fields, string field, Words<int> words) =>
        words[fields.OptionalChoice(field, words) ?? 0];

    /// <summary>A required word that the engine knows, too.</summary>
    public static string RequiredWord(this JsonFields fields, string field, Words<int> words) =>
        words[fields.Choice(field, words)];

    /// <summary>An optional language by its tag, whether or not anything here knows it.</summary>
    public static string? Language(this JsonFields fields, string field)
    {
        int before = fields.Errors;
        string? tag = fields.OptionalLine(field, LongestLanguage);
        if (fields.Errors == before && tag is not null && !IsLanguage(tag))
            fields.Add(field, FieldFault.Malformed, "Must be the tag of a language, such as en.");
        return tag?.ToLowerInvariant();
    }

    /// <summary>Whether it has the form of a tag. RFC 5646.</summary>
    public static bool IsLanguage(string tag) => Tag().IsMatch(tag);

    private static Words<int> Numbered(params string[] words) => new([.. words.Select((word, index) => (index, word))]);

    [GeneratedRegex(
        "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}
