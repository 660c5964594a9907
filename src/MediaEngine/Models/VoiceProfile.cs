using System.Text.Json.Serialization;

namespace Understudy.MediaEngine.Models;

/// <summary>What training learned about a voice.</summary>
/// <param name="MedianPitch">Median fundamental frequency of the voiced parts, in hertz.</param>
/// <param name="Loudness">Integrated loudness by EBU R 128, in LUFS.</param>
/// <param name="NoiseFloor">Level between the words, in decibels below full scale (a negative number).</param>
/// <param name="Duration">Length of the sample in seconds.</param>
/// <param name="BaseVoice">The synthetic voice whose register is the nearest.</param>
public sealed record VoiceProfile(
    double MedianPitch, double Loudness, double NoiseFloor, double Duration, BaseVoice BaseVoice)
{
    /// <summary>How the voice sounds beside its pitch; null in profiles that were made before it was measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VoiceTimbre? Timbre { get; init; }
}

/// <summary>The register of the synthetic voice that a profile is laid upon.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BaseVoice>))]
public enum BaseVoice
{
    /// <summary>The lower of the two, around 100 Hz.</summary>
    Low,

    /// <summary>The higher of the two, around 165 Hz.</summary>
    High,
}
