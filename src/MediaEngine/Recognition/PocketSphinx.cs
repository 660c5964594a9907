using System.Runtime.InteropServices;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Recognition;

/// <summary>
/// PocketSphinx with its American English models, as one child process for a whole recording: it takes as long to load its
/// models as to recognise some seconds. Pieces are put one behind the other with silence between them, by which it tells
/// one utterance from the next.
/// </summary>
internal sealed class PocketSphinx : IPieceRecogniser
{
    /// <summary>The executable.</summary>
    public const string Tool = "pocketsphinx_continuous";

    /// <summary>It ends an utterance after half a second in which nobody speaks.</summary>
    private const int SilentSamples = SoundTrack.SpeechRate * 7 / 10;

    /// <summary>A tenth of what it follows at a time otherwise: a third quicker, and hardly a word in a hundred is lost by it.</summary>
    private const string MostHypotheses = "3000";

    // An hour of speech takes about an hour of an old processor.
    private static readonly ToolLimits _limits = ToolLimits.Work with { ProcessorTime = TimeSpan.FromHours(4) };
    private static readonly byte[] _silence = new byte[SilentSamples * sizeof(short)];

    // A piece is a megabyte: it is not copied as a whole.
    private readonly byte[] _block = new byte[32_768];
    private readonly PieceTimes _times = new();
    private readonly List<TranscriptWord> _words = [];
    private readonly bool _assumed;
    private ChildProcess? _process;
    private Task _reading = Task.CompletedTask;
    private long _written;

    /// <param name="assumed">Whether what is said is known to be English.</param>
    public PocketSphinx(bool assumed) => _assumed = assumed;

    /// <inheritdoc/>
    public string Name => "pocketsphinx (en-us)";

    /// <inheritdoc/>
    /// <exception cref="MediaToolException">It is not installed, or it broke.</exception>
    public async ValueTask HearAsync(SpeechPiece piece, CancellationToken cancellationToken)
    {
        const double Rate = SoundTrack.SpeechRate;
        if (_process is null) Start(cancellationToken);
        _times.Add(_written / Rate, piece.Start, piece.Samples.Length / Rate);
        _written += piece.Samples.Length + SilentSamples;
        for (int at = 0; at < piece.Samples.Length; at += _block.Length / sizeof(short))
        {
            int count = Math.Min(_block.Length / sizeof(short), piece.Samples.Length - at);
            MemoryMarshal.AsBytes(piece.Samples.AsSpan(at, count)).CopyTo(_block);
            await _process!.WriteAsync(_block.AsMemory(0, count * sizeof(short)));
        }
        await _process!.WriteAsync(_silence);
    }

    /// <inheritdoc/>
    public async Task<HeardSpeech> CompleteAsync(CancellationToken cancellationToken)
    {
        if (_process is not null) await _process.CompleteAsync();
        await _reading;
        bool english = _assumed || EnglishTest.Passes(_words);
        return new HeardSpeech(english ? "en" : null, _words);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        await _reading;
    }

    /// <summary>Where nobody speaks, its models need not be loaded.</summary>
    private void Start(CancellationToken cancellationToken)
    {
        _process = ChildProcess.Start(
            Tool,
            ["-infile", "/dev/stdin", "-time", "yes", "-maxhmmpf", MostHypotheses],
            ChildStreams.Input | ChildStreams.Output,
            _limits,
            cancellationToken);
        _reading = ReadAsync(_process.Output);
    }

    private async Task ReadAsync(Stream output)
    {
        using StreamReader reader = new(output);
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (PocketSphinxLine.Parse(line) is { } word) _words.Add(_times.Restore(word));
        }
    }
}
