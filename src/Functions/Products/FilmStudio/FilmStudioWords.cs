using System.Globalization;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>The contract's words for the values of closed sets.</summary>
internal static class FilmStudioWords
{
    /// <summary>Where a project stands.</summary>
    public static readonly Words<FilmStatus> ProjectStatuses = new(
        (FilmStatus.Draft, "draft"),
        (FilmStatus.Processing, "processing"),
        (FilmStatus.Completed, "completed"),
        (FilmStatus.Failed, "failed"));

    /// <summary>Where a job stands.</summary>
    public static readonly Words<JobState> JobStates = new(
        (JobState.Queued, "queued"),
        (JobState.Processing, "processing"),
        (JobState.Completed, "completed"),
        (JobState.Failed, "failed"),
        (JobState.Cancelled, "failed"));

    /// <summary>Whether a project's parts have been put together.</summary>
    public static readonly Words<CompositionState> CompositionStates = new(
        (CompositionState.None, "none"),
        (CompositionState.Processing, "processing"),
        (CompositionState.Completed, "completed"),
        (CompositionState.Failed, "failed"));

    /// <summary>What jobs are called, by their kinds.</summary>
    public static readonly IReadOnlyDictionary<string, string> JobTypes = new Dictionary<string, string>
    {
        [FilmKinds.Video] = "video_generation",
        [FilmKinds.Narration] = "audio_generation",
        [FilmKinds.Lips] = "lip_sync",
        [FilmKinds.Music] = "music_generation",
    };

    /// <summary>What a film is for.</summary>
    public static readonly Words<int> VideoTypes = Numbered("story", "music", "explainer", "promo");

    /// <summary>How films are painted; the engine has the same words for it.</summary>
    public static readonly Words<int> Styles = Numbered("realistic", "cinematic", "anime", "watercolor", "pixel", "noir");

    /// <summary>The kinds of music; the engine has the same words for it.</summary>
    public static readonly Words<int> Genres = Numbered(
        "electronic", "ambient", "cinematic", "rock", "jazz", "classical", "lofi", "folk");

    /// <summary>The languages of speech.</summary>
    public static readonly Words<int> Languages = Numbered("en", "ja", "es", "fr", "de", "zh", "hi");

    /// <summary>An optional word of one of these sets, or null.</summary>
    public static string? Word(this JsonFields fields, string field, Words<int> words) =>
        fields.OptionalChoice(field, words) is { } number ? words[number] : null;

    /// <summary>How long something takes, as the contract tells it: <c>3-5 minutes</c>.</summary>
    /// <param name="seconds">How long it is expected to take.</param>
    public static string Minutes(int seconds)
    {
        int least = Math.Max(1, seconds / 60);
        // Half as much again is what estimates are wrong by, when the machine has other work.
        int most = Math.Max(least + 1, (int)Math.Ceiling(seconds * 1.5 / 60));
        return string.Create(CultureInfo.InvariantCulture, $"{least}-{most} minutes");
    }

    private static Words<int> Numbered(params string[] words) => new([.. words.Select((word, index) => (index, word))]);
}
