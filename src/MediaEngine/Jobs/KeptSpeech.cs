using System.Text.Json;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Dubbing;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Segments in a folder of the media store, each under its hash.</summary>
internal sealed class KeptSpeech(TaskFolder folder, MediaKey kept) : IKeptSpeech
{
    public async Task<KeptSegment?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        byte[]? json = await folder.ReadKeptAsync(FileOf(hash), cancellationToken);
        return json is null ? null : JsonSerializer.Deserialize<KeptSegment>(json, JsonSerializerOptions.Web);
    }

    public Task KeepAsync(string hash, KeptSegment segment, CancellationToken cancellationToken) =>
        folder.KeepAsync(FileOf(hash), JsonSerializer.SerializeToUtf8Bytes(segment, JsonSerializerOptions.Web), cancellationToken);

    private MediaKey FileOf(string hash) => kept.File($"{hash}.json");
}
