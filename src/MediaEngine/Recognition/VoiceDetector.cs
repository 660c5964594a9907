using Microsoft.ML.OnnxRuntime;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Recognition;

/// <summary>Says of each 32 milliseconds of sound how likely somebody speaks, by the network in <c>Weights</c>.</summary>
internal sealed class VoiceDetector : IDisposable
{
    /// <summary>Samples at 16 kHz that are judged at once.</summary>
    public const int FrameLength = 512;

    /// <summary>The network sees so much of what came before, too.</summary>
    private const int ContextLength = 64;

    private const int StateLength = 2 * 128;
    private const string Weights = "silero_vad_v6.onnx";

    private static readonly string[] _inputs = ["input", "state", "sr"];
    private static readonly string[] _outputs = ["output", "stateN"];

    // Loaded once: a session may be used by many at a time, all that changes is in the state beside it.
    private static readonly Lazy<InferenceSession> _network = new(Load);

    private readonly float[] _sound = new float[ContextLength + FrameLength];
    private readonly float[] _state = new float[StateLength];
    private readonly float[] _nextState = new float[StateLength];
    private readonly float[] _answer = new float[1];
    private readonly RunOptions _options = new();
    private readonly OrtValue[] _given;
    private readonly OrtValue[] _wanted;

    public VoiceDetector()
    {
        _given =
        [
            OrtValue.CreateTensorValueFromMemory(_sound, [1, ContextLength + FrameLength]),
            OrtValue.CreateTensorValueFromMemory(_state, [2, 1, 128]),
            OrtValue.CreateTensorValueFromMemory(new long[] { 16_000 }, []),
        ];
        _wanted =
        [
            OrtValue.CreateTensorValueFromMemory(_answer, [1, 1]),
            OrtValue.CreateTensorValueFromMemory(_nextState, [2, 1, 128]),
        ];
    }

    /// <summary>Judges the next frame.</summary>
    /// <param name="frame"><see cref="FrameLength"/> samples.</param>
    /// <returns>0 to 1.</returns>
    public float Judge(ReadOnlySpan<short> frame)
    {
        _sound.AsSpan(FrameLength).CopyTo(_sound);
        for (int i = 0; i < FrameLength; i++) _sound[ContextLength + i] = frame[i] / 32_768f;
        _network.Value.Run(_options, _inputs, _given, _outputs, _wanted);
        _nextState.CopyTo(_state, 0);
        return _answer[0];
    }

    public void Dispose()
    {
        foreach (OrtValue value in _given.Concat(_wanted)) value.Dispose();
        _options.Dispose();
    }

    private static InferenceSession Load()
    {
        // It takes a tenth of a millisecond: threads that wait for each other would take longer.
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            // It keeps a megabyte by itself; an arena would keep many.
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return EmbeddedNetwork.Load(Weights, options);
    }
}
