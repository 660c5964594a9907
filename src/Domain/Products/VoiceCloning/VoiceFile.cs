using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>A file of a person: one that they uploaded, or one that a job made, whose id it has.</summary>
public sealed record VoiceFile
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is.</summary>
    public required MediaKey Key { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The project that it belongs to.</summary>
    public required string Project { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Its format, such as mp4; json for a transcript.</summary>
    public required string Format { get; init; }

    /// <summary>What is in it; null for what is neither seen nor heard.</summary>
    public AssetKind? Kind { get; init; }

    /// <summary>How long it lasts, in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>How wide its picture is.</summary>
    public int? Width { get; init; }

    /// <summary>How high its picture is.</summary>
    public int? Height { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A file that was uploaded.</summary>
    public static VoiceFile Of(Asset asset) => new()
    {
        Id = asset.Id,
        Key = asset.File,
        Name = asset.OriginalName,
        Project = asset.Group ?? VoiceWork.DefaultProject,
        Bytes = asset.Bytes,
        Format = asset.Content?.Format ?? "",
        Kind = asset.Content?.Kind,
        Seconds = asset.Content?.DurationSeconds,
        Width = asset.Content?.Width,
        Height = asset.Content?.Height,
        CreatedAt = asset.CreatedAt,
    };

    /// <summary>The file that a job made; null when there is none, or none yet.</summary>
    public static VoiceFile? Of(Job job, VoiceInputs inputs)
    {
        if (job is not { State: JobState.Completed, Outputs: { } made }) return null;
        MediaKey? key = made.Video ?? made.Audio ?? made.Report;
        // A trained voice is no file, and a preview is heard where it was asked for.
        if (key is null || inputs is TrainInputs or PreviewInputs) return null;
        var film = inputs as FilmInputs;
        return new VoiceFile
        {
            Id = job.Id,
            Key = key,
            Name = inputs.Name,
            Project = inputs.Project,
            Bytes = made.Bytes ?? 0,
            Format = Path.GetExtension(key.Name).TrimStart('.'),
            Kind = made.Video is not null ? AssetKind.Video : made.Audio is not null ? AssetKind.Audio : null,
            Seconds = made.DurationSeconds,
            Width = film?.Width,
            Height = film?.Height,
            CreatedAt = job.FinishedAt ?? job.UpdatedAt,
        };
    }
}
