using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>A person's latest export. Clone §10.5.</summary>
public sealed record AccountExport : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("export");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The export's own id.</summary>
    public required string ExportId { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it is expected to be ready.</summary>
    public required DateTimeOffset EstimatedAt { get; init; }

    /// <summary>When it was ready; null as long as it is being made.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>Where the archive is.</summary>
    public MediaKey Archive => ArchiveOf(OwnerId, ExportId);

    /// <summary>Where the archive of an export is.</summary>
    public static MediaKey ArchiveOf(string ownerId, string exportId) =>
        Archives(ownerId).File($"{exportId}.zip");

    /// <summary>Where that is kept which is needed as long as an archive is made.</summary>
    public static MediaKey WorkOf(string ownerId, string exportId) => Archives(ownerId).File($"{exportId}/");

    /// <summary>Where a person's archives are.</summary>
    public static MediaKey Archives(string ownerId) => new(MediaKey.Library, $"exports/{ownerId}/");
}
