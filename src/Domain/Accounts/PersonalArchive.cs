using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Puts all that is kept about a person into one ZIP archive, in constant memory.</summary>
public sealed class PersonalArchive(IEnumerable<IPersonalData> areas, IMediaStore media)
{
    private static readonly JsonSerializerOptions _readable = new(DocumentJson.Options)
    {
        WriteIndented = true,
        // The file is read by people and programs, never as a part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string Explanation =
        """
        This archive holds what Understudy keeps about you.

        The .json files are data: UTF-8, one object each, times in UTC (ISO 8601), lengths in seconds, sizes in bytes.
        A field that is not there has no value. The other files are your media, as they were uploaded or made. A file is
        named as the data that belongs to it. What is secret, such as keys that prove who you are to another service, is
        left out.

        このアーカイブには、Understudy が保存しているお客様のデータが入っています。

        .json ファイルはデータです（UTF-8、日時は UTC の ISO 8601、長さは秒、大きさはバイト）。値のない項目は省かれています。
        その他のファイルは、アップロードまたは生成されたメディアです。ファイル名は、対応するデータの名前と同じです。
        他のサービスで本人であることを示す鍵などの秘密情報は含まれていません。
        """;

    /// <summary>Writes the archive.</summary>
    /// <param name="ownerId">Whose.</param>
    /// <param name="destination">Where to; it stays open.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(string ownerId, Stream destination, CancellationToken cancellationToken)
    {
        await using ZipArchive archive = await ZipArchive.CreateAsync(
            destination, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        await using (Stream entry = await OpenAsync(
            archive, "README.txt", CompressionLevel.Optimal, cancellationToken))
        await using (StreamWriter text = new(entry))
            await text.WriteAsync(Explanation.AsMemory(), cancellationToken);
        foreach (IPersonalData area in areas)
        {
            await foreach (PersonalItem item in area.CollectAsync(ownerId, cancellationToken))
                await AddAsync(archive, item, cancellationToken);
        }
    }

    private async Task AddAsync(ZipArchive archive, PersonalItem item, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case PersonalItem.Data data:
                await using (Stream entry = await OpenAsync(
                    archive, data.Path, CompressionLevel.Optimal, cancellationToken))
                    await JsonSerializer.SerializeAsync(
                        entry, data.Value, data.Value.GetType(), _readable, cancellationToken);
                break;
            case PersonalItem.File file:
                await CopyAsync(archive, file, cancellationToken);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(item), item, "There is no such item.");
        }
    }

    private async Task CopyAsync(ZipArchive archive, PersonalItem.File file, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream content = await media.OpenReadAsync(file.Key, cancellationToken);
            // Media are compressed already.
            await using Stream entry = await OpenAsync(
                archive, file.Path, CompressionLevel.NoCompression, cancellationToken);
            await content.CopyToAsync(entry, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            // It was never uploaded, or its owner has just deleted it.
        }
    }

    private static Task<Stream> OpenAsync(
        ZipArchive archive, string path, CompressionLevel compression, CancellationToken cancellationToken) =>
        archive.CreateEntry(path, compression).OpenAsync(cancellationToken);
}
