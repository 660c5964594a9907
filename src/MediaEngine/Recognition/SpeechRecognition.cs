using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Whisper.net;

namespace Understudy.MediaEngine.Recognition;

/// <summary>
/// Finds out what is said in recordings and films: voice is told from everything else by a network, and what is said
/// recognised by PocketSphinx, or by Whisper if the operator has a model.
/// </summary>
public sealed class SpeechRecognition : IDisposable
{
    /// <summary>Frames of 32 milliseconds that are read from the decoder at once.</summary>
    private const int FramesAtOnce = 16;

    private readonly string? _whisperName;
    private readonly Lazy<WhisperFactory>? _whisper;

    /// <param name="options">Which recogniser is used; who reads them from settings validates them.</param>
    public SpeechRecognition(RecognitionOptions options)
    {
        if (options.WhisperModel is not { } model) return;
        _whisperName = Path.GetFileNameWithoutExtension(model);
        _whisper = new Lazy<WhisperFactory>(() => Load(model));
    }

    /// <summary>Recognises a recording and writes its transcript: see <see cref="TranscriptFiles"/>.</summary>
    /// <param name="request">What to recognise.</param>
    /// <param name="outputFolder">Where the files go; made if missing. It stays untouched unless recognition succeeds.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Stops all work and kills the tools.</param>
    /// <returns>The transcript; without words when nobody speaks.</returns>
    /// <exception cref="MediaRejectedException">
    /// There is no sound, or the language cannot be recognised; the message tells the person why.
    /// </exception>
    /// <exception cref="MediaToolException">A tool is missing or broken.</exception>
    public async Task<Transcript> RecogniseAsync(
        RecognitionRequest request, string outputFolder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        string? language = RequireLanguage(request);
        SoundTrack sound = await SoundTrack.FindAsync(request.SourceFile, cancellationToken);
        await using IPieceRecogniser recogniser = _whisper is null
            ? new PocketSphinx(assumed: language is not null)
            : Whisper.Start(_whisper.Value, _whisperName!, language);

        SpeechPieces pieces = new();
        double duration = await HearAsync(sound, pieces, recogniser, progress, cancellationToken);
        HeardSpeech heard = await recogniser.CompleteAsync(cancellationToken);
        if (heard.Words.Count > 0 && heard.Language is null) throw Untold();
        Transcript transcript = TranscriptBuilder.Build(
            heard.Words.Count > 0 ? heard.Language! : language ?? Transcript.Undetermined,
            recogniser.Name,
            duration,
            heard.Words,
            pieces.Pauses) with
        { RecipeId = request.Recipe };
        await TranscriptFiles.SaveAsync(transcript, outputFolder, cancellationToken);
        progress.Report(1);
        return transcript;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_whisper is { IsValueCreated: true }) _whisper.Value.Dispose();
    }

    private static WhisperFactory Load(string model)
    {
        try
        {
            return WhisperFactory.FromPath(Path.GetFullPath(model));
        }
        catch (WhisperModelLoadException exception)
        {
            throw new InvalidOperationException($"The Whisper model {model} cannot be loaded. Is the file whole?", exception);
        }
    }

    private string? RequireLanguage(RecognitionRequest request)
    {
        string? language = request.RequireLanguage();
        bool known = language is null
            || (_whisper is null ? language == "en" : WhisperFactory.GetSupportedLanguages().Contains(language));
        if (known) return language;
        throw new MediaRejectedException(
            MediaRejection.UnknownLanguage,
            _whisper is null
                ? $"Speech in the language \"{language}\" cannot be recognised here, only English."
                : $"Speech in the language \"{language}\" cannot be recognised here.");
    }

    /// <summary>Passes on the pieces in which somebody speaks.</summary>
    /// <returns>The length of the recording in seconds.</returns>
    private static async Task<double> HearAsync(
        SoundTrack sound,
        SpeechPieces pieces,
        IPieceRecogniser recogniser,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        using VoiceDetector detector = new();
        short[] block = new short[FramesAtOnce * VoiceDetector.FrameLength];
        await using SoundReader reader = new(sound, SoundTrack.SpeechRate, 1, cancellationToken);
        int read;
        while ((read = await reader.ReadAsync(block)) > 0)
        {
            for (int at = 0; at < read; at += VoiceDetector.FrameLength)
            {
                Memory<short> frame = block.AsMemory(at, VoiceDetector.FrameLength);
                if (pieces.Add(frame.Span, detector.Judge(frame.Span)) is { } piece)
                    await recogniser.HearAsync(piece, cancellationToken);
            }

            progress.Report(Math.Min(0.99, reader.Position / (sound.Duration ?? MediaLimits.MaximumDuration)));
        }

        if (pieces.Complete() is { } last) await recogniser.HearAsync(last, cancellationToken);
        return reader.Position;
    }

    private MediaRejectedException Untold() => new(
        MediaRejection.UnknownLanguage,
        _whisper is null
            ? "The speech in the recording does not sound like English, the only language that can be recognised here. "
              + "If it is English, please say so."
            : "The language that is spoken in the recording could not be told. Please say which it is.");
}
