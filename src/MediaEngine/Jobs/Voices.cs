using Understudy.Domain.Media;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Who speaks in a task, and in which language.</summary>
internal static class Voices
{
    private const string Default = "female-adult-neutral";

    /// <summary>The voice: that of the catalogue, or one that is matched to a trained profile.</summary>
    /// <param name="stock">The id of a voice of the catalogue, or null.</param>
    /// <param name="profile">The folder of a trained voice, or null; it goes before the others.</param>
    /// <param name="sample">A recording of a voice, or null; it goes before the catalogue's.</param>
    /// <param name="folder">Where the task is done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MediaRejectedException">The trained voice or the recording was deleted, or no voice is heard in it.</exception>
    public static async Task<SpeechVoice> OfAsync(
        string? stock, MediaKey? profile, MediaKey? sample, TaskFolder folder, CancellationToken cancellationToken)
    {
        if (profile is null && sample is not null)
        {
            string recording = await folder.FetchSoundAsync(sample, "sample", cancellationToken);
            return SpeechVoice.Matched(
                await VoiceTrainer.TrainAsync(recording, folder.File("voice"), progress: null, cancellationToken));
        }
        if (profile is null) return SpeechVoice.Stock(stock ?? Default);
        string file = await folder.FetchSourceAsync(
            profile.File(ModelJson.VoiceProfileFile), ModelJson.VoiceProfileFile, cancellationToken);
        return SpeechVoice.Matched(await ModelJson.LoadAsync<VoiceProfile>(file, cancellationToken));
    }

    /// <summary>The language of a tag.</summary>
    /// <exception cref="MediaRejectedException">It is not spoken here.</exception>
    public static SpokenLanguage LanguageOf(string tag) => SpokenLanguages.Find(tag) ?? throw new MediaRejectedException(
        MediaRejection.InvalidSpeech,
        $"The voices do not speak this language; they speak {string.Join(", ", SpokenLanguages.All.Select(each => each.Code()))}.");
}
