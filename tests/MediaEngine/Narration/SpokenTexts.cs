using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Narration;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Tests.Training;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Narration;

/// <summary>Some texts, spoken once.</summary>
public sealed class SpokenTexts : IAsyncLifetime, IDisposable
{
    public const string SpanishText = "Hola, buenos días a todos. El 50 % de 10 km son 5 km. ¿Vamos a pie?";
    public const string EnglishText = "Good morning, everyone. The market opens at nine.";
    public const string ChineseText = "大家好。我喜欢iPhone，也喜欢音乐。";

    private readonly TestMedia _media = new();

    public SpeechResult Spanish { get; private set; } = null!;

    public SpeechResult English { get; private set; } = null!;

    public SpeechResult Chinese { get; private set; } = null!;

    public SpeechResult Matched { get; private set; } = null!;

    /// <summary>That of the sample.</summary>
    public VoiceProfile Profile { get; private set; } = null!;

    internal RecordedProgress Progress { get; } = new();

    public async Task InitializeAsync()
    {
        Profile = await VoiceTrainer.TrainAsync(TestMedia.Voice, NewFolder(), null, CancellationToken.None);
        Spanish = await SpeakAsync(new(SpanishText, SpokenLanguage.Spanish, SpeechVoice.Stock("male-adult-neutral")), Progress);
        English = await SpeakAsync(new(EnglishText, SpokenLanguage.English, SpeechVoice.Stock("female-adult-neutral")));
        Chinese = await SpeakAsync(new(ChineseText, SpokenLanguage.Chinese, SpeechVoice.Stock("female-young-energetic")));
        Matched = await SpeakAsync(new(SpanishText, SpokenLanguage.Spanish, SpeechVoice.Matched(Profile)));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _media.Dispose();

    public string NewFolder() => Directory.CreateDirectory(_media.NewPath("speech")).FullName;

    internal Task<SpeechResult> SpeakAsync(
        SpeechRequest request,
        IProgress<double>? progress = null,
        string? folder = null,
        CancellationToken cancellationToken = default) =>
        SpeechMaker.SpeakAsync(request, folder ?? NewFolder(), progress ?? new RecordedProgress(), cancellationToken);
}
