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

    /// <summary>An id from a path in its canonical form; what is no UUID is the id of nothing.</summary>
    public static string Id(string id) => Guid.TryParseExact(id, "D", out Guid uuid) ? uuid.ToString("D") : "none";

    /// <summary>An optional word of some that the engine takes, too.</summary>
    public static string Word(this JsonFields fields, string field, string absent, params string[] words) =>
        fields.Has(field) ? fields.RequiredWord(field, words) : absent;

    /// <summary>A required word of some.</summary>
    public static string RequiredWord(this JsonFields fields, string field, IReadOnlyList<string> words)
    {
        int before = fields.Errors;
        string word = fields.Line(field, 50);
        if (fields.Errors == before && !words.Contains(word))
            fields.Add(new FieldError(field, FieldFault.NotOneOf, $"Must be one of: {string.Join(", ", words)}.") { Allowed = words });
        return word;
    }

    /// <summary>An optional language by its tag, whether or not anything here knows it.</summary>
    public static string? Language(this JsonFields fields, string field, bool required = false)
    {
        int before = fields.Errors;
        string? tag = required ? fields.Line(field, LongestLanguage) : fields.OptionalLine(field, LongestLanguage);
        if (fields.Errors == before && tag is not null && !IsLanguage(tag))
            fields.Add(field, FieldFault.Malformed, "Must be the tag of a language, such as en.");
        return tag?.ToLowerInvariant();
    }

    /// <summary>Whether it has the form of a tag. RFC 5646.</summary>
    public static bool IsLanguage(string tag) => Tag().IsMatch(tag);

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}
